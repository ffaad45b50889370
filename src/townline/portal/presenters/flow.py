"""The pages of a report, one thing each, as the service's definition asks for them. Pure values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from townline.catalog import answers as catalog_answers
from townline.catalog.definitions import Choice, Datatype, PlaceRule, Question, ServiceDefinition
from townline.core.language import Language
from townline.customers.values import Contact, Preferred
from townline.places.values import Location

REACH_FIELDS = {
    Preferred.EMAIL: ("name", "email", "phone"),
    Preferred.CALL: ("name", "phone"),
    Preferred.LETTER: ("name", "postal_address", "email", "phone"),
    Preferred.NOTHING: ("name", "email", "phone"),
}


def speaks() -> Language:
    return Language.of(get_language())


@dataclass(frozen=True, slots=True)
class Step:
    """`name` is what a draft notes when the step is done; `topic` says in a word or two how far one is."""

    name: str
    topic: str
    title: str
    url: str


@dataclass(slots=True)
class Typed:
    """What is in a draft."""

    answers: dict[str, Any] = field(default_factory=dict)
    description: str = ""
    place: dict[str, Any] = field(default_factory=dict)
    contact: dict[str, str] = field(default_factory=dict)
    agreed: dict[str, int] = field(default_factory=dict)  # ticked boxes, with the number of the words beside each
    notice: int | None = None  # the number of the collection notice that was shown
    done: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "Typed":
        return cls(
            answers=dict(data.get("answers") or {}),
            description=str(data.get("description") or ""),
            place=dict(data.get("place") or {}),
            contact=dict(data.get("contact") or {}),
            agreed=dict(data.get("agreed") or {}),
            notice=data.get("notice"),
            done=list(data.get("done") or []),
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "answers": self.answers,
            "description": self.description,
            "place": self.place,
            "contact": self.contact,
            "agreed": self.agreed,
            "notice": self.notice,
            "done": self.done,
        }

    def mark(self, step: str) -> None:
        if step not in self.done:
            self.done.append(step)

    def forget(self, step: str) -> None:
        self.done = [name for name in self.done if name != step]

    @property
    def location(self) -> Location:
        return Location(
            lat=self.place.get("lat"),
            long=self.place.get("long"),
            address=str(self.place.get("address", "")),
            postal_code=str(self.place.get("postal_code", "")),
            description=str(self.place.get("description", "")),
        )

    @property
    def preferred(self) -> Preferred | None:
        chosen = self.contact.get("preferred", "")
        return Preferred(chosen) if chosen in set(Preferred) else None


@dataclass(frozen=True, slots=True)
class Flow:
    """The way through one report, given what was typed so far."""

    definition: ServiceDefinition
    typed: Typed

    @property
    def questions(self) -> list[Question]:
        """Those that are asked, given the answers so far."""
        return [
            question
            for question in self.definition.questions
            if question.datatype is not Datatype.STATEMENT
            and catalog_answers.is_asked(question=question, answers=self.typed.answers)
        ]

    @property
    def steps(self) -> list[Step]:
        code, language = self.definition.code, speaks()
        about = self.definition.name.in_(language)
        steps = [
            Step(
                f"question:{item.code}",
                about,
                item.label.in_(language),
                reverse("portal:report_question", args=[code, item.code]),
            )
            for item in self.questions
        ]
        if self.definition.photos_allowed:
            steps.append(self._step("details", _("Photos and words"), _("Show us and tell us more")))
        else:
            steps.append(self._step("details", _("In your words"), _("Tell us more")))
        if self.definition.place is not PlaceRule.NONE:
            steps.append(self._step("place", _("The place"), _("Where is it?")))
        steps.append(self._step("contact", _("Keeping you informed"), _("How should we keep you informed?")))
        if self.asks_for_reach:
            steps.append(self._step("reach", _("Your contact"), _("How do we reach you?")))
        steps.append(self._step("check", _("Check and send"), _("Check your answers")))
        return steps

    @property
    def asks_for_reach(self) -> bool:
        return self.typed.preferred is not Preferred.NOTHING or not self.definition.anonymous_allowed

    @property
    def reach_fields(self) -> tuple[str, ...]:
        """What the chosen way asks for. What was typed for another way before is not sent."""
        if not self.asks_for_reach:
            return ()
        return REACH_FIELDS[self.typed.preferred or Preferred.NOTHING]

    def contact(self) -> Contact:
        said = {name: self.typed.contact.get(name, "") for name in self.reach_fields}
        return Contact(**said, language=speaks(), preferred=self.typed.preferred or Preferred.NOTHING)

    def statements_before(self, step: str) -> list[str]:
        """The words that the definition puts between the questions, above the step that follows them."""
        pending: list[str] = []
        for item in self.definition.questions:
            if not catalog_answers.is_asked(question=item, answers=self.typed.answers):
                continue
            if item.datatype is Datatype.STATEMENT:
                pending.append(item.label.in_(speaks()))
            elif f"question:{item.code}" == step:
                return pending
            else:
                pending = []
        return pending if step == "details" else []

    def hazard(self) -> Choice | None:
        return catalog_answers.hazard_in(definition=self.definition, answers=self.typed.answers)

    def first_undone(self) -> Step:
        """Where the person has to go on; the last page when everything is there."""
        return next((step for step in self.steps if step.name not in self.typed.done), self.steps[-1])

    def may_open(self, step: str) -> bool:
        """Nobody jumps over what has to be said first."""
        names = [item.name for item in self.steps]
        return step in names and names.index(step) <= names.index(self.first_undone().name)

    def after(self, step: str) -> Step:
        """The next page."""
        names = [item.name for item in self.steps]
        following = names.index(step) + 1 if step in names else len(names) - 1
        return self.steps[min(following, len(names) - 1)]

    def before(self, step: str) -> Step | None:
        names = [item.name for item in self.steps]
        position = names.index(step) if step in names else 0
        return self.steps[position - 1] if position else None

    def position(self, step: str) -> tuple[int, int]:
        names = [item.name for item in self.steps]
        return (names.index(step) + 1 if step in names else len(names)), len(names)

    def _step(self, name: str, topic: str, title: str) -> Step:
        return Step(name, topic, title, reverse(f"portal:report_{name}", args=[self.definition.code]))
