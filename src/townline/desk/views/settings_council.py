"""Terms of office, what council offices may see, what they were shown."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from townline.accounts import queries as accounts
from townline.accounts.permissions import Capability
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.transactions import savepoint
from townline.council import operations, queries
from townline.council.values import SHIPPED, Shown
from townline.desk.forms.council import CouncilForm, RuleForm, TermForm
from townline.desk.presenters import council as present
from townline.desk.presenters.settings import crumbs
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.places import operations as places_operations
from townline.places import queries as places

if TYPE_CHECKING:
    from townline.places.models import CouncilTerm

MOST = 300


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.READ_SETTINGS)
def council(request: DeskRequest) -> HttpResponseBase:
    kept = queries.settings()
    names = ("names_councillors", "campaign_from", "campaign_until")
    form = CouncilForm(request.POST or None, initial={name: getattr(kept, name) for name in names})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            operations.set_settings(
                names_councillors=said["names_councillors"],
                campaign=(said["campaign_from"], said["campaign_until"]),
                by=request.viewer,
                at=request.at,
            )
        except NotAllowed:
            raise
        except OperationRefused as refusal:
            form.add_error("campaign_until", str(refusal))
        else:
            messages.success(request, _("Saved. It holds from now on."))
            return redirect("desk:settings_council")
    context = {
        "form": form,
        "rows": present.term_rows(places.terms()[:MOST], on=timezone.localtime(request.at).date()),
        "columns": present.term_columns(),
        "may_change": request.viewer.can(Capability.CHANGE_SETTINGS),
        "may_keep_rules": request.viewer.can(Capability.KEEP_COUNCIL_RULES),
        "crumbs": crumbs(("", _("Council"))),
    }
    return page(request, "desk/settings/council.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.CHANGE_SETTINGS)
def new_term(request: DeskRequest) -> HttpResponseBase:
    return _term(request, None, TermForm(request.POST or None))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.CHANGE_SETTINGS)
def term(request: DeskRequest, number: int) -> HttpResponseBase:
    row = places.term_by_id(term_id=number)
    initial = {
        "person": row.person_id,
        "area": row.area_id,
        "from_date": row.from_date,
        "until_date": row.until_date,
    }
    return _term(request, row, TermForm(request.POST or None, initial=initial))


def _term(request: DeskRequest, row: "CouncilTerm | None", form: TermForm) -> HttpResponseBase:
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            with savepoint():
                places_operations.save_term(
                    term=row,
                    person=accounts.user_by_id(user_id=said["person"]),
                    area=places.area_by_id(area_id=said["area"]) if said["area"] else None,
                    from_date=said["from_date"],
                    until_date=said["until_date"],
                    by=request.viewer,
                    at=request.at,
                )
        except NotAllowed:
            raise
        except OperationRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved. The sign-in ends with the last day."))
            return redirect("desk:settings_council")
    title = row.person.name if row else _("New term of office")
    context = {"form": form, "title": title, "crumbs": crumbs(("/desk/settings/council", _("Council")), ("", title))}
    return page(request, "desk/settings/council_term.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.KEEP_COUNCIL_RULES)
def rules(request: DeskRequest) -> HttpResponseBase:
    held = queries.rules()
    forms = [
        RuleForm(request.POST or None, case=case, initial={"shown": [one.value for one in held[case]]})
        for case in SHIPPED
    ]
    if request.method == "POST" and all(form.is_valid() for form in forms):
        for form in forms:
            shown = [Shown(name) for name in form.cleaned_data["shown"]]
            operations.set_rule(case=form.case, shown=shown, by=request.viewer, at=request.at)
        messages.success(request, _("Saved. It holds from the next page on."))
        return redirect("desk:council_rules")
    return page(request, "desk/settings/council_rules.html", {"forms": forms})


@require_safe
@staff_page(Capability.SEE_READ_LOG)
def disclosures(request: DeskRequest) -> HttpResponseBase:
    rows = list(queries.disclosures(viewer=request.viewer)[:MOST])
    context = {"rows": present.disclosure_rows(rows), "columns": present.disclosure_columns()}
    return page(request, "desk/privacy/disclosures.html", context)
