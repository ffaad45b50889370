"""The words that customers read at each step: theirs or ours, with the way back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from townline.accounts.permissions import Capability
from townline.core.errors import NotAllowed, NotFound
from townline.desk.forms.settings_texts import TextForm
from townline.desk.presenters.settings import crumbs
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.settings_kinds.rights import may_change
from townline.notifications import operations as notifications_operations
from townline.notifications import queries as notifications
from townline.notifications.builtin_texts import TELL_US
from townline.notifications.steps import STEP_NAMES, Step
from townline.notifications.words import Words, fill, shipped_words

LANGUAGES = {"en": "English", "fr": "Français"}
ABOUT = {
    "reference": gettext_lazy("the number"),
    "service": gettext_lazy("the name of the service"),
    "date": gettext_lazy("the day by which we expect to finish"),
    "notes": gettext_lazy("what staff wrote"),
    "link": gettext_lazy("the private page"),
    "place": gettext_lazy("the block"),
    "tell_us": gettext_lazy("how the person can answer: on their page, by telephone or by letter"),
    "city": gettext_lazy("the name of the City"),
}
EXAMPLES = {
    "en": {
        "reference": "418 307 265",
        "tell_us": TELL_US["en"]["email"],
        "service": "Pothole",
        "date": "Friday 12 June",
        "notes": "We filled the hole on Tuesday.",
        "link": "https://…/track/…",
        "place": "400-499 Maple Street",
        "city": "City of Maple Harbour",
    },
    "fr": {
        "reference": "418 307 265",
        "tell_us": TELL_US["fr"]["email"],
        "service": "Nid-de-poule",
        "date": "vendredi 12 juin",
        "notes": "Nous avons bouché le trou mardi.",
        "link": "https://…/fr/track/…",
        "place": "400-499 Maple Street",
        "city": "Ville de Havre-aux-Érables",
    },
}


@require_safe
@staff_page(Capability.READ_SETTINGS)
def texts(request: DeskRequest) -> HttpResponseBase:
    newest = {(row.step, row.language): row for row in notifications.own_texts()}
    rows = []
    for step in Step:
        own = [newest[step.value, language] for language in LANGUAGES if (step.value, language) in newest]
        whose = _("The City’s, %(who)s") % {"who": own[-1].changed_by} if own else _("As shipped")
        rows.append([{"text": STEP_NAMES[step], "url": reverse("desk:settings_text", args=[step.value])}, whose])
    return page(
        request,
        "desk/settings/list.html",
        {
            "title": _("Messages to customers"),
            "about": _(
                "What customers read by mail, hear by telephone and get by letter at each step, in their language."
            ),
            "columns": [{"name": _("When")}, {"name": _("Words")}],
            "rows": rows,
            "here": request.path,
            "crumbs": crumbs(("", _("Messages to customers"))),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.READ_SETTINGS)
def text(request: DeskRequest, step: str) -> HttpResponseBase:
    if step not in set(Step):
        raise NotFound
    chosen = Step(step)
    if request.method != "POST":
        return _show(request, chosen, TextForm(initial=_initial(_current(chosen))))
    if not may_change(request):
        raise NotAllowed
    doing = request.POST.get("do", "save")
    if doing in {"shipped", "back"}:
        return _save(request, chosen, _shipped(chosen) if doing == "shipped" else _earlier(request, chosen))
    form = TextForm(request.POST)
    if not form.is_valid():
        return _show(request, chosen, form, status=422)
    return _save(request, chosen, form.words()) if doing == "save" else _show(request, chosen, form, words=form.words())


def _save(request: DeskRequest, step: Step, words: dict[str, Words]) -> HttpResponseBase:
    saved = notifications_operations.save_texts(step=step, words=words, by=request.viewer, at=request.at)
    messages.success(request, _("Saved. The next message says it so.") if saved else _("Nothing was changed."))
    return redirect("desk:settings_text", step.value)


def _current(step: Step) -> dict[str, Words]:
    return {language: notifications.current_words(step=step, language=language) for language in LANGUAGES}


def _shipped(step: Step) -> dict[str, Words]:
    return {language: shipped_words(step=step, language=language) for language in LANGUAGES}


def _earlier(request: DeskRequest, step: Step) -> dict[str, Words]:
    language, _colon, number = request.POST.get("version", "").partition(":")
    rows = notifications.texts_of(step=step, language=language).filter(version=int(number) if number.isdigit() else 0)
    row = rows.first()
    if row is None:
        raise NotFound
    return {language: Words(row.title, row.body)}


def _initial(words: dict[str, Words]) -> dict[str, str]:
    titles = {f"title_{language}": said.title for language, said in words.items()}
    return {**titles, **{f"body_{language}": said.body for language, said in words.items()}}


def _show(
    request: DeskRequest, step: Step, form: TextForm, *, words: dict[str, Words] | None = None, status: int = 200
) -> HttpResponseBase:
    shown = words or _current(step)
    versions: list[dict[str, Any]] = [
        {"name": LANGUAGES[row.language], "row": row}
        for row in notifications.own_texts().filter(step=step).order_by("-changed_at", "language")
    ]
    return page(
        request,
        "desk/settings/texts.html",
        {
            "title": STEP_NAMES[step],
            "form": form,
            "placeholders": [("{" + name + "}", words) for name, words in ABOUT.items()],
            "examples": [(language, fill(words=said, values=EXAMPLES[language])) for language, said in shown.items()],
            "versions": versions,
            "may_change": may_change(request),
            "crumbs": crumbs((reverse("desk:settings_texts"), _("Messages to customers")), ("", str(STEP_NAMES[step]))),
        },
        status=status,
    )
