"""What the city offers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from townline.catalog import queries as catalog
from townline.catalog.definitions import Kind
from townline.core.errors import NotFound
from townline.portal import presenters
from townline.portal.presenters import services as lines
from townline.portal.presenters.flow import speaks
from townline.portal.presenters.known import known_events
from townline.portal.views.drafts import begun
from townline.service_requests import queries


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    catalogue = catalog.catalogue()
    context = {
        "nav": "services",
        "groups": lines.groups(catalogue),
        "letters": lines.letters(catalogue),
        "find_url": reverse("portal:find"),
    }
    return render(request, "portal/service/list.html", context)


@require_safe
def service(request: HttpRequest, code: str) -> HttpResponse:
    """In plain words what we do, when and what it costs, and where it starts."""
    try:
        entry = catalog.catalogue().service(code)
    except NotFound:
        raise Http404 from None
    definition, language = entry.definition, speaks()
    number = begun(request).get(code)
    is_request = definition.kind is Kind.REQUEST
    context = {
        "nav": "services",
        "name": definition.name.in_(language),
        "summary": definition.summary.in_(language),
        "what_we_do": definition.what_we_do.in_(language),
        "when": definition.when.in_(language),
        "cost": definition.cost.in_(language),
        "is_request": is_request,
        "known": known_events(service_id=entry.id),
        "is_online": "web" in definition.channels,
        "is_private": not definition.is_public,
        "note": lines.note_of(entry),
        "department": entry.department_name.in_(language),
        "phone": entry.department_phone,
        "expected": presenters.expected_in_words(entry, at=timezone.now()) if is_request else "",
        "is_begun": bool(number and queries.open_draft(uuid=number, owner_id=None)),
        "report_url": reverse("portal:report", args=[code]) if is_request else "",
        "crumbs": [(reverse("portal:services"), entry.group.name.in_(language)), ("", definition.name.in_(language))],
    }
    return render(request, "portal/service/detail.html", context)
