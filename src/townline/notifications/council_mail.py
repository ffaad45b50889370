"""Mail to council offices and to the liaison officer. Never a word of a resident in it; a link leads to the page."""

from contextlib import suppress
from datetime import date, datetime

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from townline.accounts import queries as accounts
from townline.catalog import queries as catalog
from townline.core.errors import NotFound
from townline.core.links import link
from townline.core.promised import last_day
from townline.council import queries as council
from townline.events.values import RecordedEvent
from townline.gateways.errors import GatewayError
from townline.notifications.operations import tell_staff
from townline.places import queries as places


def tell_liaison(*, event: RecordedEvent) -> None:
    """Each liaison officer hears that an office asks."""
    asked = council.inquiry_of_event(subject=event.subject)
    for user in accounts.all_users().filter(role="liaison_officer", is_active=True):
        with translation.override(user.language):
            text = _("%(councillor)s asks the City something. Answer by %(day)s:\n\n%(link)s") % {
                "councillor": asked.councillor.name,
                "day": _day(last_day(asked.due_at) if asked.due_at else None),
                "link": link(name="liaison_inquiry", uuid=str(asked.uuid)),
            }
            tell_staff(
                user=user,
                kind="council_asked",
                subject_line=_("A council office asks"),
                text=text,
                identity=f"council_asked {event.uuid}",
                at=event.occurred_at,
            )


def tell_office(*, event: RecordedEvent) -> None:
    """The councillor and the assistants hear that there is an answer."""
    asked = council.inquiry_of_event(subject=event.subject)
    people = [asked.councillor, *council.assistants_of(councillor_id=asked.councillor_id)]
    for user in people:
        with translation.override(user.language):
            text = _("The City has answered your question:\n\n%(link)s") % {
                "link": link(name="council_inquiry", uuid=str(asked.uuid))
            }
            tell_staff(
                user=user,
                kind="council_answered",
                subject_line=_("An answer from the City"),
                text=text,
                identity=f"council_answered {event.uuid}",
                at=event.occurred_at,
            )


def mail_digest(*, event: RecordedEvent) -> None:
    """The week of the ward in figures, as the page says it."""
    with suppress(NotFound):
        user = accounts.user_by_id(user_id=event.data["office_id"])
        term = places.term_of(user_id=user.pk, on=timezone.localtime(event.occurred_at).date())
        if term is None or user.role_has_ended(on=timezone.localtime(event.occurred_at).date()):
            return
        digest = council.digest_of(ward_id=term.area_id, at=event.occurred_at)
        names = {entry.id: entry.definition.name for entry in catalog.catalogue().services}
        with translation.override(user.language):
            where = term.area.name.in_(user.language) if term.area else _("The whole city")
            lines = [
                _("%(where)s, the week since %(day)s") % {"where": where, "day": _day(digest.since)},
                "",
                _("Received: %(number)s") % {"number": digest.received},
                _("Done: %(number)s") % {"number": digest.finished},
                _("Open now: %(number)s, late: %(late)s") % {"number": digest.open, "late": digest.late},
            ]
            if digest.on_time is not None:
                lines.append(
                    _("Done by the day that was promised: %(share)s %%") % {"share": round(digest.on_time * 100)}
                )
            if digest.services:
                lines += ["", _("Most asked for:")]
                lines += [
                    f"- {names[number].in_(user.language)}: {count}"
                    for number, count in digest.services
                    if number in names
                ]
            many, moved = council.followed_counts(councillor_id=user.pk, since=digest.since)
            if many:
                words = _("Your office follows %(many)s requests; %(moved)s changed this week.")
                lines += ["", words % {"many": many, "moved": moved}]
            lines += ["", _("By-law enforcement is not counted."), "", link(name="council")]
            tell_staff(
                user=user,
                kind="ward_digest",
                subject_line=_("Your ward this week"),
                text="\n".join(lines),
                identity=f"ward_digest {event.uuid}",
                at=event.occurred_at,
            )


def tell_of_notes(*, event: RecordedEvent) -> None:
    """To the councillor's own address, not to a mailbox of the City. Who gave none has taken a copy, or has none."""
    with suppress(NotFound):
        user = accounts.user_by_id(user_id=event.data["office_id"])
        waiting = council.hand_over_of(councillor_id=user.pk)
        if not waiting.email:
            return
        with translation.override(user.language):
            words = _(
                "Your term of office is over. Your constituency notes are yours: fetch them by %(day)s with the words that you "
                "chose. After that day they are removed for good. Nobody of the City has read them.\n\n%(link)s\n"
            )
            _send_privately(
                title=_("Your own notes"),
                words=words
                % {"day": _day(waiting.remove_at), "link": link(name="council_notes", uuid=str(waiting.uuid))},
                to=waiting.email,
            )


def tell_of_new_address(*, event: RecordedEvent) -> None:
    """Whoever reads the mail of an account can sign in with it: the councillor hears of it where the City has no mailbox."""
    if "email" not in event.data["changes"]:
        return
    with suppress(NotFound):
        user = accounts.user_by_id(user_id=event.data["user_id"])
        to = council.told_of_address_of(user=user)
        if not to:
            return
        with translation.override((user.works_for or user).language):
            words = (
                _(
                    "From now on your assistant %(name)s signs in with %(email)s. Is that not their address? Then close your "
                    "notes to them on the page of your office, and call the city clerk."
                )
                if user.works_for
                else _(
                    "From now on the office of %(name)s signs in with %(email)s. Did you not ask for this? Call the city clerk at "
                    "once: whoever reads mail at that address can open your notes."
                )
            )
            _send_privately(
                title=_("A sign-in to your notes has a new address"),
                words=words % {"name": user.name, "email": user.email},
                to=to,
            )


def _send_privately(*, title: str, words: str, to: str) -> None:
    """What the mail server says of an address is read by staff: a councillor's own one is not in it. Raises GatewayError."""
    try:
        send_mail(title, words, settings.DEFAULT_FROM_EMAIL, [to])
    except OSError as fault:  # all that a mail server says no with is one
        message = f"The mail server did not take a mail to a councillor’s own address ({type(fault).__name__})."
        raise GatewayError(message, permanent=False) from None


def _day(moment: date | None) -> str:
    local = timezone.localtime(moment) if isinstance(moment, datetime) else moment
    return date_format(local, "j F Y") if local else ""
