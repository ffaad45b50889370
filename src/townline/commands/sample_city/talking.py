"""Two weeks of contacts: calls and visits with what was said, promises, people still to be reached, three letters."""

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any, NamedTuple

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageDraw

from townline.accounts import queries as accounts
from townline.accounts.values import Viewer
from townline.interactions import operations as interactions
from townline.interactions.values import Caller, Notes, WrapUp
from townline.service_requests import queries as requests

SEED = 59
A_DAY = 12  # contacts of a working day that somebody wrote up
DAYS = 20
CHANNELS = ("phone",) * 7 + ("counter", "counter", "email")
SOMETIMES = 0.12


class Talk(NamedTuple):
    """What somebody wanted; `service` for a question about one. With a request in the city it is about that one."""

    words: tuple[str, str]
    said: WrapUp
    service: str = ""
    article: str = ""
    about_request: bool = False


_ANSWERED = WrapUp("information", "answered", "yes_answered")
_DONE = WrapUp("follow_up", "answered", "yes_done")
TALKS = (
    Talk(("Wanted the opening hours of the recycling depot.", "Voulait les heures de l’écocentre."), _ANSWERED, article="Recycling depot"),
    Talk(("Asked on which day the blue box is collected.", "Demandait le jour de collecte du bac bleu."), _ANSWERED, "garbage-day"),
    Talk(("Asked what a dog licence costs.", "Demandait le prix d’une licence pour chien."), _ANSWERED, "dog-licence"),
    Talk(("Asked how to pay the tax bill in parts.", "Demandait comment payer ses taxes en versements."), _ANSWERED, "tax-due-dates"),
    Talk(("Wanted to know how far the work is; read out the step and the date.", "Voulait savoir où en est le travail; étape et date lues."), _DONE, about_request=True),
    Talk(("Adds that it has become worse since the report.", "Ajoute que c’est pire depuis le signalement."), WrapUp("follow_up", "answered", "no"), about_request=True),
    Talk(("Not content with how long it takes.", "Mécontent du temps que cela prend."), WrapUp("complaint", "call_back", "no"), about_request=True),
    Talk(("Wanted Ontario Works: handed over to the region.", "Voulait Ontario au travail : transféré à la région."), WrapUp("transfer", "transferred", "yes_transferred_warm"), article="Ontario Works"),
    Talk(("The line went dead before the question was out.", "La ligne a coupé avant la question."), WrapUp("information", "cut_off", "no")),
)  # fmt: skip
PROMISES = (
    "Call back with the date of the crew",
    "Send the form by mail",
    "Ask the inspector and call back",
    "Tell when the road opens again",
)
REASONS = (
    "Ask which side of the street it is",
    "Tell that the crew comes on another day",
    "Ask for a picture of the tree",
    "Ask whether the gate can be left open",
)
LETTERS = (
    ("Dear City,\n\nthe lamp in front of our house\nhas been dark for two weeks.\n\nYours, a neighbour", "A lamp that is out"),
    ("To the City of Maple Harbour\n\nEnclosed the drawing of our fence,\nas you asked.", "Drawing of a fence"),
    ("Bonjour,\n\nle bac bleu n’a pas ramasse\nmardi dernier.\n\nMerci", ""),
)  # fmt: skip


def talk(*, at: datetime) -> None:
    chance = random.Random(SEED)
    handlers = _handlers(at)
    manager = accounts.viewer_of(user=accounts.all_users().filter(role="manager").order_by("pk")[0], at=at)
    known = requests.visible_requests(viewer=manager).filter(customer__isnull=False, visibility="public")
    asked = list(known.select_related("customer").order_by("-submitted_at")[: A_DAY * DAYS + 20])
    if not (handlers and asked):
        return
    _contacts(asked[20:], handlers, chance, at)
    _to_reach(asked[:8], handlers, chance, at)
    _letters(asked[8:11], handlers[0], at)
    last = asked[12].customer
    open_one = handlers[-1]
    interactions.start(channel="phone", caller=Caller(), customer=last, by=open_one, at=at - timedelta(minutes=25))


def _handlers(at: datetime) -> list[Viewer]:
    staff = accounts.all_users().filter(role="csr", is_active=True).order_by("pk")
    return [accounts.viewer_of(user=user, at=at) for user in staff]


def _contacts(asked: Sequence[Any], handlers: Sequence[Viewer], chance: random.Random, at: datetime) -> None:
    """The earliest first: who handles one has wrapped up the one before."""
    moments = sorted(_moment(chance, at, number // A_DAY) for number in range(len(asked)))
    for number, (request, moment) in enumerate(zip(asked, moments, strict=True)):
        by = handlers[number % len(handlers)]
        contact = interactions.start(
            channel=chance.choice(CHANNELS), caller=Caller(), customer=request.customer, by=by, at=moment
        )
        topic = chance.choice(TALKS)
        end = moment + timedelta(seconds=chance.randint(70, 620))
        if topic.about_request:
            interactions.say_about(contact=contact, subject=request.uuid, by=by, at=moment)
        notes = _notes(topic, request, chance, end)
        interactions.wrap_up(contact=contact, notes=notes, said=topic.said, by=by, at=end)
        if (
            notes.promised
            and notes.promised_by
            and notes.promised_by < timezone.localdate(at)
            and chance.random() < 0.8
        ):
            interactions.keep_promise(contact=contact, by=by, at=end + timedelta(days=1))


def _moment(chance: random.Random, at: datetime, days_ago: int) -> datetime:
    """In opening hours, on that day or, if it was a weekend, on the Friday before."""
    day = timezone.localtime(at) - timedelta(days=days_ago + 1)
    day -= timedelta(days=max(0, day.weekday() - 4))
    return day.replace(hour=chance.randint(8, 16), minute=chance.randint(0, 59), second=0, microsecond=0)


def _notes(topic: Talk, request: Any, chance: random.Random, at: datetime) -> Notes:
    french = request.language == "fr"
    promised = chance.choice(PROMISES) if topic.said.outcome == "call_back" or chance.random() < SOMETIMES else ""
    needs = chance.random() < SOMETIMES
    return Notes(
        summary=topic.words[1 if french else 0],
        language=chance.choice(("pa", "ar", "es", "uk")) if needs else request.language,
        topic_service_code=topic.service,
        topic_article=topic.article,
        postal_code=request.postal_code if chance.random() < 0.85 else "",
        interpreter_language="",
        interpreter_minutes=chance.randint(4, 15) if needs else None,
        promised=promised,
        promised_by=_day(at, chance.randint(1, 6)) if promised else None,
    )


def _day(at: datetime, days: int) -> date:
    return timezone.localdate(at) + timedelta(days=days)


def _to_reach(asked: Sequence[Any], handlers: Sequence[Viewer], chance: random.Random, at: datetime) -> None:
    for number, request in enumerate(asked):
        by, began = handlers[number % len(handlers)], at - timedelta(days=number % 3, hours=2)
        outreach = interactions.open_outreach(
            customer=request.customer, subject=request.uuid, reason=REASONS[number % len(REASONS)], by=by, at=began
        )
        if number % 2:
            how = chance.choice(("voicemail", "no_answer"))
            interactions.record_attempt(
                outreach=outreach, channel="phone", outcome=how, note="", by=by, at=began + timedelta(minutes=20)
            )


def _letters(asked: Sequence[Any], by: Viewer, at: datetime) -> None:
    """One behind a cover sheet, one sorted by hand, one that waits."""
    delivery = interactions.Delivery("mail", timezone.localdate(at), "Mail room, tray 2")
    covered, sorted_one, _waiting = asked
    cover = interactions.print_cover(customer=covered.customer, subject=covered.uuid, by=by, at=at)
    names = (f"{cover.code}.jpg", "scan-0002.jpg", "scan-0003.jpg")
    files = [_letter(name, words) for name, (words, _about) in zip(names, LETTERS, strict=True)]
    done = interactions.scan_in(files=files, delivery=delivery, by=by, at=at)
    if done.to_sort:
        interactions.file_item(
            item=done.to_sort[0], customer=sorted_one.customer, subject=None, about=LETTERS[1][1], by=by, at=at
        )


def _letter(name: str, words: str) -> Any:
    page = Image.new("RGB", (620, 877), "white")
    ImageDraw.Draw(page).multiline_text((70, 90), words, fill="black", font_size=24, spacing=14)
    drawn = BytesIO()
    page.save(drawn, "JPEG", quality=80)
    return SimpleUploadedFile(name, drawn.getvalue(), content_type="image/jpeg")
