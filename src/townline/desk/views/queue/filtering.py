"""The filters of a queue, and the order of its rows."""

from collections.abc import Mapping

from django.urls import reverse

from townline.desk.forms.queue import FilterForm
from townline.desk.presenters.addresses import with_query
from townline.desk.presenters.choices import Colleagues, people_choices, service_choices, team_choices
from townline.desk.views.access import DeskRequest
from townline.service_requests.queries import Order, QueueFilters


def filter_form(request: DeskRequest, *, wards: Mapping[int, str], colleagues: Colleagues) -> FilterForm:
    return FilterForm(
        data=request.GET,
        services=service_choices(),
        wards=list(wards.items()),
        teams=team_choices(teams=colleagues.teams),
        people=people_choices(viewer=request.viewer, members=colleagues.members),
    )


def in_use(form: FilterForm) -> dict[str, str]:
    """The filters that are set, in words."""
    used = {}
    for name, value in form.cleaned_data.items():
        if value in ("", None, False) or name == "sort":
            continue
        label = form.fields[name].label
        choices = dict(getattr(form.fields[name], "choices", ()))
        if name == "late":
            used[name] = str(label)
        elif name == "q":
            used[name] = f"“{value}”"
        else:
            used[name] = f"{label}: {choices.get(value, value)}"
    return used


def heads(filters: QueueFilters, query: dict[str, str]) -> dict[str, object]:
    here = reverse("desk:queue")
    return {
        "due_url": with_query(here, query, sort=""),
        "by_due": filters.order is Order.DUE,
        "received_url": with_query(here, query, sort=Order.NEWEST),
        "by_newest": filters.order is Order.NEWEST,
    }
