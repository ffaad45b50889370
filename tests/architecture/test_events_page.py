from pathlib import Path

from tests.architecture import events_page
from tests.architecture.tree import plant

TYPES = '''
from dataclasses import dataclass
from typing import ClassVar

@dataclass(frozen=True)
class Submitted:
    """Somebody asked for a service."""
    TYPE: ClassVar[str] = "request.submitted"
    service_code: str

@dataclass(frozen=True)
class Closed:
    TYPE = "request.closed"
'''
PLACE = ("service_requests", "event_types.py")


def test_every_event_type_says_what_happened() -> None:
    assert events_page.undocumented() == []


def test_event_types_are_unique() -> None:
    assert events_page.twice() == []


def test_wiring_names_only_known_events() -> None:
    assert events_page.unknown(wired=set(events_page.hearers_by_type())) == []


def test_events_page_is_up_to_date() -> None:
    """If not: `python -m tests.architecture.events_page`, and commit what it wrote."""
    assert events_page.PAGE.read_text() == events_page.render(hearers=events_page.hearers_by_type())


def test_undocumented_finds_an_event_without_words(tmp_path: Path) -> None:
    assert events_page.undocumented(plant(tmp_path, TYPES, *PLACE)) == [
        "service_requests/event_types.py: request.closed: say in a docstring what happened"
    ]


def test_unknown_finds_a_wired_event_that_nobody_records(tmp_path: Path) -> None:
    tree = plant(tmp_path, TYPES, *PLACE)
    assert events_page.unknown(wired={"request.submitted", "request.vanished"}, source=tree) == ["request.vanished"]


def test_twice_finds_one_name_for_two_facts(tmp_path: Path) -> None:
    tree = plant(tmp_path, TYPES, *PLACE)
    plant(tmp_path, TYPES.replace("request.closed", "places.closed"), "places", "event_types.py")
    assert events_page.twice(tree) == ["request.submitted"]


def test_render_shows_the_fields_and_who_hears(tmp_path: Path) -> None:
    page = events_page.render(
        hearers={"request.submitted": ["notifications.tell"]}, source=plant(tmp_path, TYPES, *PLACE)
    )
    row = "| `request.submitted` v1 | Somebody asked for a service. | `service_code` | `notifications.tell` |"
    assert row in page
