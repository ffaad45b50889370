"""What people may be asked to agree to: data that the privacy officer keeps."""

from collections import Counter

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from townline.accounts.permissions import Capability
from townline.desk.forms.privacy_words import ScopeForm
from townline.desk.presenters.impact.kept import months
from townline.desk.presenters.privacy import tabs
from townline.desk.presenters.settings import form_rows, summary
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.privacy_notices import GET_AND_POST
from townline.privacy import operations
from townline.privacy import queries as privacy
from townline.ui.localised import localised


@require_safe
@staff_page()
def scopes(request: DeskRequest) -> HttpResponseBase:
    holding = Counter(privacy.holding(at=request.at).values_list("scope__code", flat=True))
    language = get_language() or "en"
    names = (_("Consent"), _("Words"), _("Holds for"), _("Asked"), _("Hold now"))
    rows: list[list[object]] = [
        [
            {"text": row.name.in_(language), "url": reverse("desk:privacy_scope", args=[row.code])},
            {"text": _("Words and versions"), "url": reverse("desk:privacy_notice", args=[row.notice.code])},
            months(row.months) if row.months else _("Until it is taken back"),
            _asked(is_active=row.is_active, online=row.asked_online),
            str(holding[row.code]),
        ]
        for row in privacy.scopes()
    ]
    return page(
        request,
        "desk/privacy/scopes.html",
        {
            "tabs": tabs(viewer=request.viewer, current="privacy_scopes"),
            "columns": [{"name": name, "number": name == names[-1]} for name in names],
            "rows": rows,
            "may_change": request.viewer.can(Capability.KEEP_NOTICES),
        },
    )


def _asked(*, is_active: bool, online: bool) -> str:
    if not is_active:
        return _("Not asked any more")
    return _("Online and by staff") if online else _("By staff")


@GET_AND_POST
@staff_page(Capability.KEEP_NOTICES)
def new(request: DeskRequest) -> HttpResponseBase:
    return _edit(request, None)


@GET_AND_POST
@staff_page(Capability.KEEP_NOTICES)
def scope(request: DeskRequest, code: str) -> HttpResponseBase:
    return _edit(request, code)


def _edit(request: DeskRequest, code: str | None) -> HttpResponseBase:
    row = privacy.scope_row(code=code) if code else None
    initial = {name: getattr(row, name) for name in ScopeForm.base_fields} if row else {"is_active": True}
    form = ScopeForm(request.POST or None, initial=initial, row=row)
    if request.method == "POST" and form.is_valid():
        try:
            made = operations.save_scope(scope=row, values=form.cleaned_data, by=request.viewer, at=request.at)
        except operations.NoticeRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("Saved. It holds from now on."))
            return redirect("desk:privacy_notice", made.notice.code) if row is None else redirect("desk:privacy_scopes")
    title = localised(row.name) if row else _("New consent")
    context = {
        "title": title,
        "form": form,
        "form_rows": form_rows(form),
        "summary": summary(form),
        "may_change": True,
        "back_url": reverse("desk:privacy_scopes"),
        "crumbs": [(reverse("desk:privacy_scopes"), _("Consents")), ("", title)],
    }
    return page(request, "desk/settings/record.html", context, status=422 if form.errors else 200)
