"""Settings that are one list and one form: what differs from kind to kind is a `Kind`; the pages are the same."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from townline.accounts.values import Viewer
from townline.desk.forms.settings_form import SettingsForm
from townline.desk.views.access import DeskRequest

Values = Mapping[str, Any]
Write = Callable[[Any, dict[str, Any], Viewer, datetime], Any]


def nothing(request: DeskRequest, row: Any) -> dict[str, object]:
    return {}


SAVED = gettext_lazy("Saved. It holds from now on.")


@dataclass(frozen=True, slots=True)
class Kind:
    """`name` stands in the address, `subject` in the log. `cells` are the columns of one row; the first one is its link."""

    name: str
    subject: str
    title: Promise
    about: Promise
    new_text: Promise
    columns: tuple[Promise, ...]
    rows: Callable[[], Iterable[Any]]
    cells: Callable[[Any], list[object]]
    find: Callable[[int], Any]
    form: type[SettingsForm]
    write: Write
    initial: Callable[[Any], dict[str, Any]]
    beside: Callable[[DeskRequest, Any], dict[str, object]] = nothing
    template: str = "desk/settings/record.html"
    put_back: Write | None = None
    empty: Promise | str = ""
    saved: Promise = SAVED
    can_add: bool = True

    @property
    def url(self) -> str:
        return reverse(f"desk:settings_{self.name}")

    def url_of(self, row: Any) -> str:
        return reverse(f"desk:settings_{self.name}_record", args=[row.pk])

    def history_url_of(self, row: Any) -> str:
        return reverse(f"desk:settings_{self.name}_history", args=[row.pk])
