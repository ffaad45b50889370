"""The three questions of the wrap-up, each answer with its key."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from townline.interactions.values import ContactOutcome, FirstContact, Purpose

if TYPE_CHECKING:
    from townline.interactions.models import Interaction


# One key for each answer; no key stands in two groups, none is taken by the desk.
KEYS = {
    Purpose.INFORMATION.value: "i",
    Purpose.REQUEST.value: "r",
    Purpose.COMPLAINT.value: "c",
    Purpose.TRANSFER.value: "t",
    Purpose.FOLLOW_UP.value: "f",
    ContactOutcome.ANSWERED.value: "1",
    ContactOutcome.REQUEST_MADE.value: "2",
    ContactOutcome.TRANSFERRED.value: "3",
    ContactOutcome.CALL_BACK.value: "4",
    ContactOutcome.CUT_OFF.value: "5",
    ContactOutcome.NO_ANSWER.value: "6",
    FirstContact.DONE.value: "d",
    FirstContact.ANSWERED.value: "a",
    FirstContact.TRANSFERRED_WARM.value: "w",
    FirstContact.NO.value: "n",
}


@dataclass(frozen=True, slots=True)
class Choice:
    name: str
    value: str
    words: object
    key: str
    is_checked: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One of the three questions of the wrap-up."""

    label: object
    choices: Sequence[Choice]


def groups(*, chosen: dict[str, str]) -> list[Group]:
    asked = (
        ("purpose", gettext_lazy("What was it for?"), Purpose),
        ("outcome", gettext_lazy("How did it end?"), ContactOutcome),
        ("resolved_first_contact", gettext_lazy("Resolved at first contact?"), FirstContact),
    )
    return [
        Group(
            label, [Choice(name, value, words, KEYS[value], chosen.get(name) == value) for value, words in kind.choices]
        )
        for name, label, kind in asked
    ]


def first_answers(contact: "Interaction") -> dict[str, str]:
    """What is known before anybody answers: a contact out of which came a request."""
    handling = contact.handling
    made = contact.purpose == Purpose.REQUEST and contact.subject is not None
    return {
        "purpose": contact.purpose if made or handling.wrapped_up_at else "",
        "outcome": handling.outcome or (ContactOutcome.REQUEST_MADE.value if made else ""),
        "resolved_first_contact": handling.resolved_first_contact,
    }
