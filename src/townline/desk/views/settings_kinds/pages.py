"""The addresses of a kind."""

from django.urls import URLPattern, path

from townline.desk.views.settings_kinds.history import history_of
from townline.desk.views.settings_kinds.kind import Kind
from townline.desk.views.settings_kinds.listed import list_of
from townline.desk.views.settings_kinds.record import new_of, record_of


def pages_of(kind: Kind, *, listing: bool = True, new: bool = True) -> list[URLPattern]:
    """The addresses of a kind: its list, a new one, one of them, its history."""
    found = [
        path(f"settings/{kind.name}/<int:number>", record_of(kind), name=f"settings_{kind.name}_record"),
        path(f"settings/{kind.name}/<int:number>/history", history_of(kind), name=f"settings_{kind.name}_history"),
    ]
    if listing:
        found.append(path(f"settings/{kind.name}", list_of(kind), name=f"settings_{kind.name}"))
    if new:
        found.append(path(f"settings/{kind.name}/new", new_of(kind), name=f"settings_{kind.name}_new"))
    return found
