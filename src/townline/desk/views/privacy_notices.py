"""Collection notices and the words of consents: drafts, publishing, earlier versions and the way back."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from townline.accounts.permissions import Capability
from townline.core.errors import NotAllowed, NotFound, OperationRefused
from townline.desk.forms.privacy_words import NoticeForm, WordsForm, moment
from townline.desk.presenters.privacy import tabs
from townline.desk.presenters.settings import form_rows
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.privacy import operations
from townline.privacy import queries as privacy
from townline.privacy.values import NoticeWords, Place
from townline.ui import times
from townline.ui.localised import localised

if TYPE_CHECKING:
    from townline.privacy.models import Notice, NoticeVersion

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])
SHOWN = (Place.FORM, Place.SCRIPT, Place.CHANNEL)


@require_safe
@staff_page()
def notices(request: DeskRequest) -> HttpResponseBase:
    drafted = privacy.drafted()
    rows = [_row(request, notice, notice.pk in drafted) for notice in privacy.notices(places=SHOWN)]
    return page(
        request,
        "desk/privacy/notices.html",
        {
            "tabs": tabs(viewer=request.viewer, current="privacy_notices"),
            "columns": [
                {"name": _("Notice")},
                {"name": _("Where it stands")},
                {"name": _("In force")},
                {"name": _("Draft")},
            ],
            "rows": rows,
            "may_change": request.viewer.can(Capability.KEEP_NOTICES),
        },
    )


def _row(request: DeskRequest, notice: "Notice", has_draft: bool) -> list[object]:  # noqa: FBT001 - one cell
    current = privacy.current_notice(code=notice.code)
    when = times.short(current.published_at, today=times.day_of(request.at)) if current else ""
    state = (
        _("Version %(number)s since %(when)s") % {"number": current.number, "when": when}
        if current
        else _("Nothing yet")
    )
    url = reverse("desk:privacy_notice", args=[notice.code])
    name = localised(notice.name)
    return [{"text": name, "url": url}, notice.get_place_display(), state, _("Draft in work") if has_draft else ""]


@GET_AND_POST
@staff_page(Capability.KEEP_NOTICES)
def new(request: DeskRequest) -> HttpResponseBase:
    form = NoticeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = operations.save_notice(notice=None, values=form.cleaned_data, by=request.viewer, at=request.at)
        except operations.NoticeRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            return redirect("desk:privacy_notice", made.code)
    context = {"title": _("New notice"), "form": form, "form_rows": form_rows(form), "may_change": True}
    crumbs = [(reverse("desk:privacy_notices"), _("Notices")), ("", _("New notice"))]
    back = {"back_url": reverse("desk:privacy_notices"), "crumbs": crumbs}
    return page(request, "desk/settings/record.html", {**context, **back}, status=422 if form.errors else 200)


@GET_AND_POST
@staff_page()
def notice(request: DeskRequest, code: str) -> HttpResponseBase:
    row = privacy.notice_coded(code=code)
    if request.method != "POST":
        return _show(request, row, WordsForm(place=row.place, initial=_initial(row)))
    if not request.viewer.can(Capability.KEEP_NOTICES):
        raise NotAllowed
    form = WordsForm(request.POST, place=row.place)
    if request.POST.get("do") == "save" and not form.is_valid():
        return _show(request, row, form, status=422)
    try:
        messages.success(request, _do(request, row, form))
    except (NotAllowed, NotFound):
        raise
    except operations.NoticeRefused as refusal:
        form = WordsForm(place=row.place, initial=_initial(row))
        return _show(request, row, form, status=422, missing=str(form.fields[refusal.field].label))
    except OperationRefused as refusal:
        if request.POST.get("do") == "save":
            form.add_error(None, str(refusal))
            return _show(request, row, form, status=409)
        messages.error(request, str(refusal))
    return redirect("desk:privacy_notice", code)


def _do(request: DeskRequest, row: "Notice", form: WordsForm) -> str:
    by, at, doing = request.viewer, request.at, request.POST.get("do", "")
    if doing == "save":
        operations.save_draft(notice=row, words=form.words(), by=by, at=at, seen_at=form.seen_at)
        return _("Kept as a draft. Nobody is shown it until you publish it.")
    if doing == "discard":
        operations.discard_draft(notice=row, by=by, at=at)
        return _("The draft is gone. What was in force still is.")
    if doing == "again":
        number = request.POST.get("number", "")
        made = operations.use_again(notice=row, number=int(number[:9]) if number.isdigit() else 0, by=by, at=at)
        return _("These words are in force again, as version %(number)s.") % {"number": made.number}
    if doing == "publish":
        made = operations.publish_notice(notice=row, by=by, at=at, seen_at=moment(request.POST.get("seen", "")))
        return _("Version %(number)s is in force everywhere.") % {"number": made.number}
    raise NotFound


@require_safe
@staff_page()
def version(request: DeskRequest, number: int) -> HttpResponseBase:
    """The words that somebody was shown, by the number that is kept with what they sent."""
    shown = privacy.shown_version(version_id=number)
    name = localised(shown.name)
    crumbs = [
        (reverse("desk:privacy_notices"), _("Notices")),
        (reverse("desk:privacy_notice", args=[shown.code]), name),
    ]
    title = _("%(name)s, version %(number)s") % {"name": name, "number": shown.number}
    last = ("", _("Version %(number)s") % {"number": shown.number})
    return page(request, "desk/privacy/version.html", {"shown": shown, "title": title, "crumbs": [*crumbs, last]})


def _initial(row: "Notice") -> dict[str, Any]:
    """The draft; else what is in force, to go on from."""
    draft = privacy.draft_of(notice=row)
    source = draft or privacy.versions_of(notice=row).first()
    return {**_fields(privacy.words_of(source) if source else NoticeWords()), "seen": _seen(draft)}


def _fields(words: NoticeWords) -> dict[str, str]:
    parts = {"text": words.text, "authority": words.authority, "contact": words.contact, "automated": words.automated}
    return {f"{name}_{code}": text.in_(code) if text else "" for name, text in parts.items() for code in ("en", "fr")}


def _seen(draft: "NoticeVersion | None") -> str:
    return draft.changed_at.isoformat() if draft else ""


def _show(
    request: DeskRequest, row: "Notice", form: WordsForm, *, status: int = 200, missing: str = ""
) -> HttpResponseBase:
    draft, title = privacy.draft_of(notice=row), localised(row.name)
    is_consent = row.place == Place.CONSENT
    start = ("privacy_scopes", _("Consents")) if is_consent else ("privacy_notices", _("Notices"))
    versions = [(version, privacy.words_of(version)) for version in privacy.versions_of(notice=row)]
    return page(
        request,
        "desk/privacy/notice.html",
        {
            "title": title,
            "notice": row,
            "form": form,
            "missing": missing,
            "form_rows": form_rows(form),
            "draft": draft,
            "draft_words": privacy.words_of(draft) if draft else None,
            "seen": _seen(draft),
            "versions": versions,
            "may_change": request.viewer.can(Capability.KEEP_NOTICES),
            "crumbs": [(reverse(f"desk:{start[0]}"), start[1]), ("", title)],
        },
        status=status,
    )
