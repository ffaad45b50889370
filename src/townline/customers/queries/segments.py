"""Segments with their size, and the library of personas."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from townline.core.errors import NotFound
from townline.customers.models import Customer, Persona, Segment
from townline.customers.segments import SMALLEST, Rule


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a segment have this value."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class SegmentFigures:
    """`size` is None under SMALLEST: then nothing else is said either. A share under SMALLEST is left out."""

    size: int | None
    languages: tuple[Share, ...] = ()
    channels: tuple[Share, ...] = ()


def members(*, rule: Rule) -> QuerySet[Customer]:
    """Customers whom the rule fits; of a merged customer the survivor."""
    fits = Q(merged_into__isnull=True, disposed_at__isnull=True)
    for field, values in rule.items():
        fits &= CONDITIONS[field](list(values))
    return Customer.objects.filter(fits)


def _in(field: str) -> Callable[[list[str]], Q]:
    return lambda values: Q(**{f"{field}__in": values})


def _any(values: list[str], lookup: str) -> Q:
    fits = Q()
    for value in values:
        fits |= Q(**{lookup: value})
    return fits


CONDITIONS: dict[str, Callable[[list[str]], Q]] = {
    "kind": _in("kind"),
    "language": _in("language"),
    "spoken_language": lambda values: _any(values, "spoken_language__iexact"),
    "needs_interpreter": lambda values: Q(needs_interpreter="yes" in values),
    "format_wish": _in("format_wish"),
    "preferred_channel": _in("preferred_channel"),
    "district": lambda values: _any(values, "address__postal_code__istartswith"),
}


def segment_figures(*, segment: Segment) -> SegmentFigures:
    found = members(rule=segment.rule)
    size = found.count()
    if size < SMALLEST:
        return SegmentFigures(None)
    return SegmentFigures(size, _shares(found, "language"), _shares(found, "preferred_channel"))


def _shares(found: QuerySet[Customer], field: str) -> tuple[Share, ...]:
    rows = found.values_list(field).annotate(count=Count("pk")).order_by("-count", field)
    return tuple(Share(value, count) for value, count in rows if count >= SMALLEST)


def all_segments() -> list[Segment]:
    return list(Segment.objects.order_by("code"))


def segment_by_id(*, segment_id: int) -> Segment:
    """Raises NotFound."""
    found = Segment.objects.filter(pk=segment_id).first()
    if found is None:
        raise NotFound
    return found


def all_personas() -> list[Persona]:
    return list(Persona.objects.select_related("segment").order_by("code"))


def persona_by_id(*, persona_id: int) -> Persona:
    """Raises NotFound."""
    found = Persona.objects.select_related("segment").filter(pk=persona_id).first()
    if found is None:
        raise NotFound
    return found


def personas_for(*, service_code: str) -> list[Persona]:
    """Who is meant when this service changes."""
    return list(Persona.objects.filter(is_active=True, services__contains=[service_code]).order_by("code"))
