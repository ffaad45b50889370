"""A service as one document: words, questions, place, clock, who may see it. Pure values, no database.

Every channel reads the same document: the web form, the desk, Open311. `documents.read` refuses what is not complete, with a
sentence that names the field, so that nothing half-defined is ever published.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from townline.catalog.targets import Target
from townline.core.errors import OperationRefused
from townline.core.language import Text

CHANNELS = ("web", "phone", "counter", "open311")  # where a service is offered unless it says otherwise


class DefinitionRefused(OperationRefused):
    """A definition has a fault; `field` names it."""

    def __init__(self, field_name: str, message: str) -> None:
        self.field = field_name
        super().__init__(message)


class Visibility(StrEnum):
    PUBLIC = "public"
    PRIVATE = "private"
    ENFORCEMENT = "enforcement"  # never on a map, nearby or over Open311; the complainant is sealed


class PlaceRule(StrEnum):
    REQUIRED = "required"
    OPTIONAL = "optional"
    NONE = "none"


class Datatype(StrEnum):
    """Open311's six, and `statement` for its `variable=false`: words that are only shown."""

    STRING = "string"
    NUMBER = "number"
    DATETIME = "datetime"
    TEXT = "text"
    SINGLE = "singlevaluelist"
    MULTIPLE = "multivaluelist"
    STATEMENT = "statement"

    @property
    def has_choices(self) -> bool:
        return self in {Datatype.SINGLE, Datatype.MULTIPLE}


class Kind(StrEnum):
    REQUEST = "request"
    INFORMATION = "information"  # answered by its page; nothing to send


@dataclass(frozen=True, slots=True)
class Choice:
    """`stop` makes it a hazard: the form ends there and says these words."""

    key: str
    name: Text
    stop: Text = field(default_factory=Text)


@dataclass(frozen=True, slots=True)
class Condition:
    """The question is asked only if `question` was answered with one of `values`."""

    question: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    code: str
    datatype: Datatype
    label: Text
    help: Text = field(default_factory=Text)
    required: bool = False
    condition: Condition | None = None
    choices: tuple[Choice, ...] = ()

    def choice(self, key: str) -> Choice | None:
        return next((choice for choice in self.choices if choice.key == key), None)


@dataclass(frozen=True, slots=True)
class Keywords:
    """What residents call it, in each language."""

    en: tuple[str, ...] = ()
    fr: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ServiceDefinition:
    """`resolution_days` are business days, unless a target says something else; `minutes` is how long the form takes."""

    code: str
    name: Text
    summary: Text
    group_code: str
    department_code: str
    team_code: str
    what_we_do: Text = field(default_factory=Text)
    when: Text = field(default_factory=Text)
    cost: Text = field(default_factory=Text)
    keywords: Keywords = field(default_factory=Keywords)
    kind: Kind = Kind.REQUEST
    visibility: Visibility = Visibility.PUBLIC
    anonymous_allowed: bool = True
    place: PlaceRule = PlaceRule.REQUIRED
    photos_allowed: bool = True
    resolution_days: int = 5
    priority: int = 2  # 1 urgent, 2 usual, 3 low
    minutes: int = 2
    channels: tuple[str, ...] = CHANNELS
    questions: tuple[Question, ...] = ()
    targets: tuple[Target, ...] = ()

    @property
    def asks_for_road(self) -> bool:
        return any(target.road_class for target in self.targets)

    @property
    def is_public(self) -> bool:
        return self.visibility is Visibility.PUBLIC

    def question(self, code: str) -> Question | None:
        return next((question for question in self.questions if question.code == code), None)
