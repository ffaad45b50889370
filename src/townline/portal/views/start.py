"""The start page, and the one box that understands words and numbers."""

import re

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from townline.catalog import queries as catalog
from townline.catalog.catalogue import Catalogue
from townline.core import reference
from townline.core.errors import NotFound
from townline.core.reference import ReferenceMistyped
from townline.portal.presenters import services as lines
from townline.portal.presenters.flow import speaks
from townline.portal.views.drafts import begun
from townline.service_requests import queries

USED = 6
REMEMBERED_SECONDS = 600
LONGEST = 200
# Six or more digits and nothing else but what stands between them: somebody typed a number, not words.
NUMBER = re.compile(r"[#\s]*(?:\d[\s.\-\u00a0\u202f]*){6,14}")


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    catalogue = catalog.catalogue()
    context = {
        "used": lines.most_used(catalogue, _used_ids(), limit=USED),
        "unfinished": _unfinished(request, catalogue),
        "find_url": reverse("portal:find"),
    }
    return render(request, "portal/start/start.html", context)


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Services for the words; a reference goes to its page."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    if NUMBER.fullmatch(text):
        return _by_reference(request, text)
    catalogue = catalog.catalogue()
    found = lines.find(catalogue, text) if text else lines.Found(None, [])
    context = {
        "text": text,
        "found": found,
        "groups": lines.groups(catalogue) if found.is_empty else [],
        "find_url": reverse("portal:find"),
    }
    return render(request, "portal/start/find.html", context)


@require_safe
def look_up(request: HttpRequest) -> HttpResponse:
    """The box for a reference alone."""
    return _by_reference(request, request.GET.get("reference", "").strip()[:LONGEST])


def _by_reference(request: HttpRequest, text: str) -> HttpResponse:
    try:
        found = queries.public_request(reference=text.lstrip("# "))
    except ReferenceMistyped as refusal:
        return _not_found(request, text, str(refusal) if text else "", status=200)
    except NotFound:
        return _not_found(request, reference.said(reference.parse(text.lstrip("# "))), "", status=404, is_private=True)
    return redirect("portal:request", reference=found.reference)


def _not_found(request: HttpRequest, text: str, error: str, *, status: int, is_private: bool = False) -> HttpResponse:
    context = {"text": text, "error": error, "is_private": is_private, "look_up_url": reverse("portal:look_up")}
    return render(request, "portal/start/look_up.html", context, status=status)


def _used_ids() -> list[int]:
    """What is used most changes slowly: asked once in a while."""
    return cache.get_or_set("portal.most_used", lambda: queries.most_used(limit=USED), REMEMBERED_SECONDS) or []


def _unfinished(request: HttpRequest, catalogue: Catalogue) -> list[lines.Way]:
    """Reports that were begun in this browser and not sent."""
    drafts = begun(request)
    codes = [code for code, number in reversed(drafts.items()) if queries.open_draft(uuid=number, owner_id=None)]
    entries = [catalogue.by_code[code] for code in codes if code in catalogue.by_code]
    return [
        lines.Way(reverse("portal:report", args=[entry.code]), entry.definition.name.in_(speaks()), "")
        for entry in entries
    ]
