"""Routing: the rules in their order, those that can never match, and “why here?”."""

from datetime import datetime
from typing import Any

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from townline.accounts import queries as accounts
from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.catalog import queries as catalog
from townline.catalog.catalogue import Catalogue, ServiceEntry
from townline.desk.forms.settings_rules import RuleForm, TryForm
from townline.desk.presenters.settings import crumbs
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.settings_kinds.kind import Kind
from townline.desk.views.settings_kinds.listed import list_context
from townline.desk.views.settings_organisation import in_language, in_use
from townline.places import queries as places
from townline.routing import operations as routing_operations
from townline.routing import queries as routing
from townline.ui.localised import localised

NAMES = ("position", "service_code", "area_code", "team_id", "note", "is_active")


def _save(row: Any, values: dict[str, Any], by: Viewer, at: datetime) -> Any:
    return routing_operations.save_rule(rule=row, values=values, by=by, at=at)


def _values(row: Any) -> dict[str, Any]:
    given = f"{row.question_code}={row.answer}" if row.question_code else ""
    return {**{name: getattr(row, name) for name in NAMES}, "given": given}


def _rules() -> list[Any]:
    rules = list(routing.all_rules())
    covered = routing.covered_by(rules=rules)
    areas = {area.code: in_language(area) for area in places.all_areas()}
    offered = catalog.catalogue()
    for rule in rules:
        setattr(rule, "cells", _cells_of(rule, areas, covered.get(rule.pk), offered))  # noqa: B010 - for `_cells`, not a field
    return rules


def _cells(row: Any) -> list[object]:
    made: list[object] | None = getattr(row, "cells", None)
    return made or _cells_of(row, {}, None, catalog.catalogue())


def _cells_of(rule: Any, areas: dict[str, str], cover: Any, offered: Catalogue) -> list[object]:
    note = (
        _("Never used: rule %(position)s takes everything before it.") % {"position": cover.position}
        if cover
        else rule.note
    )
    entry = offered.by_code.get(rule.service_code)
    service = localised(entry.definition.name) if entry else rule.service_code or _("Every service")
    return [
        _("%(position)s. %(service)s") % {"position": rule.position, "service": service},
        areas.get(rule.area_code, rule.area_code) or _("Everywhere"),
        _answer(rule, entry),
        in_language(rule.team),
        in_use(rule),
        note,
    ]


def _answer(rule: Any, entry: ServiceEntry | None) -> str:
    if not rule.question_code:
        return _("Any answer")
    language = get_language() or "en"
    question = entry.definition.question(rule.question_code) if entry else None
    choice = question.choice(rule.answer) if question else None
    if question is None or choice is None:
        return f"{rule.question_code}: {rule.answer}"
    return f"{question.label.in_(language)} {choice.name.in_(language)}"


RULES = Kind(
    name="rules",
    subject="routing_rule",
    title=gettext_lazy("Routing rules"),
    about=gettext_lazy("Who does the work where it is not the team of the service. The first rule that fits wins."),
    new_text=gettext_lazy("New rule"),
    columns=(
        gettext_lazy("Rule"),
        gettext_lazy("Where"),
        gettext_lazy("Answer"),
        gettext_lazy("Goes to"),
        gettext_lazy("In use"),
        gettext_lazy("Note"),
    ),
    rows=_rules,
    cells=_cells,
    find=lambda number: routing.rule_by_id(rule_id=number),
    form=RuleForm,
    write=_save,
    initial=_values,
    template="desk/settings/rule.html",
    put_back=_save,
    empty=gettext_lazy("Every request goes to the team of its service."),
)


@require_safe
@staff_page(Capability.READ_SETTINGS)
def rules(request: DeskRequest) -> HttpResponseBase:
    context = list_context(request, RULES)
    more = {
        "more_url": reverse("desk:settings_rules_try"),
        "more_text": _("Try it: who would get this request, and why?"),
    }
    return page(request, "desk/settings/list.html", {**context, **more})


@require_safe
@staff_page(Capability.READ_SETTINGS)
def try_rules(request: DeskRequest) -> HttpResponseBase:
    """Nothing is written: the same question that intake asks."""
    form = TryForm(request.GET if request.GET.get("service") else None)
    found = _route(form) if form.is_bound and form.is_valid() else None
    return page(
        request,
        "desk/settings/try_rules.html",
        {
            "form": form,
            "found": found,
            "crumbs": crumbs((RULES.url, RULES.title), ("", _("Who would get it?"))),
        },
    )


def _route(form: TryForm) -> dict[str, object]:
    entry = catalog.catalogue().service(form.cleaned_data["service"])
    route = routing.team_for(
        service_code=entry.code,
        default_team_id=entry.team_id or 0,
        default_department_id=entry.department_id,
        areas=form.cleaned_data["area"],
        answers=form.answers,
    )
    team = accounts.team_by_id(team_id=route.team_id)
    rule_url = reverse("desk:settings_rules_record", args=[route.rule_id]) if route.rule_id else ""
    return {
        "team": in_language(team),
        "department": in_language(team.department),
        "why": routing.in_words(route.why),
        "rule_url": rule_url,
    }
