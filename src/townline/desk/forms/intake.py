"""A request that staff take down for somebody: one page, everything on it."""

from collections.abc import Mapping
from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from townline.catalog.definitions import Datatype, Question, ServiceDefinition
from townline.customers.values import Contact, Preferred
from townline.desk.presenters.spots import read_spot
from townline.interactions.values import Channel
from townline.places.values import Location
from townline.service_requests.values import LONGEST_DESCRIPTION
from townline.ui.photos import ACCEPTED, ManyFiles, PhotosField

ANSWER = "answer_"
TAKEN_BY = (
    Channel.PHONE,
    Channel.COUNTER,
    Channel.EMAIL,
    Channel.MAIL,
    Channel.CHAT,
    Channel.TEXT,
    Channel.SOCIAL,
    Channel.STAFF,
)
FEW = 8  # more choices become a list that folds


class Words(forms.CharField):
    """Not called optional: which of them are needed depends on the service, and the operation says so."""

    def validate(self, value: Any) -> None:
        """Empty is fine here."""


class PlaceForm(forms.Form):
    """Where it is: an address from the list, a point of the map, or words."""

    address = Words(
        label=_("Address or crossing"), max_length=300, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    lat = forms.FloatField(required=False, min_value=-90, max_value=90, widget=forms.HiddenInput)
    long = forms.FloatField(required=False, min_value=-180, max_value=180, widget=forms.HiddenInput)
    place_description = Words(label=_("Describe the place"), max_length=1_000)

    def location(self, *, spot: str) -> Location:
        """The chosen address with its point (the list changes with every letter typed); else the map's; else the words."""
        typed, about = self.cleaned_data["address"].strip(), self.cleaned_data["place_description"]
        found = read_spot(spot)
        if found and typed:
            return Location(found.lat, found.long, found.address, found.postal_code, about)
        point = self.cleaned_data["lat"], self.cleaned_data["long"]
        if None in point:
            return Location(address=typed, description=about)
        return Location(*point, typed, "", about)


def photos_field(help_text: Any) -> PhotosField:
    """`help_text` is said when the page is shown, in its language."""
    return PhotosField(
        label=_("Photos"),
        help_text=help_text,
        required=False,
        widget=ManyFiles(attrs={"multiple": True, "accept": ACCEPTED, "data-most": "5"}),
    )


class IntakeForm(PlaceForm):
    """Nothing is required here: what must be there is the operation's to say, in the same words on every channel."""

    use_required_attribute = False
    draft = forms.UUIDField(widget=forms.HiddenInput)
    within = forms.UUIDField(required=False, widget=forms.HiddenInput)  # the contact out of which it comes
    began = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    channel = forms.ChoiceField(label=_("Came by"), choices=[(channel.value, channel.label) for channel in TAKEN_BY])
    language = forms.ChoiceField(label=_("The person speaks"), choices=[("en", "English"), ("fr", "Français")])
    description = Words(
        label=_("In their words"), max_length=LONGEST_DESCRIPTION, widget=forms.Textarea(attrs={"rows": 3})
    )
    photos = photos_field(
        _("What came with an e-mail or was brought to the counter. Up to 5: JPEG, PNG, WebP or HEIC.")
    )
    phone = Words(
        label=_("Telephone number"), max_length=40, widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})
    )
    email = Words(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "off"}),
    )
    name = Words(label=_("Name"), max_length=160, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    postal_address = forms.CharField(label=_("Postal address"), required=False, max_length=300)
    preferred = forms.ChoiceField(
        label=_("Wants to hear by"),
        choices=[
            (Preferred.EMAIL.value, _("E-mail")),
            (Preferred.CALL.value, _("A call")),
            (Preferred.LETTER.value, _("A letter")),
            (Preferred.NOTHING.value, _("No messages")),
        ],
    )

    field_order = (
        "draft",
        "within",
        "began",
        "channel",
        "language",
        "description",
        "address",
        "lat",
        "long",
        "place_description",
        "photos",
    )

    @property
    def contact(self) -> Contact:
        said = self.cleaned_data
        return Contact(
            name=said["name"],
            email=said["email"],
            phone=said["phone"],
            postal_address=said["postal_address"],
            language=said["language"],
            preferred=Preferred(said["preferred"]),
        )


class AnswersForm(forms.Form):
    """The questions of a service, all at once; which of them count is the catalogue's to say."""

    use_required_attribute = False

    def __init__(self, *, definition: ServiceDefinition, data: Any = None) -> None:
        super().__init__(data)
        self.definition = definition
        for question in definition.questions:
            if question.datatype is not Datatype.STATEMENT:
                self.fields[f"{ANSWER}{question.code}"] = _field(question, definition)

    @classmethod
    def half_typed(cls, *, definition: ServiceDefinition, data: Any) -> Self:
        """With what was typed, and no word yet about what is missing."""
        answers = cls(definition=definition, data=data)
        answers.full_clean()
        answers.errors.clear()
        return answers

    @property
    def answers(self) -> dict[str, Any]:
        self.is_valid()
        return {
            name.removeprefix(ANSWER): value for name, value in self.cleaned_data.items() if value not in ("", [], None)
        }

    @property
    def statements(self) -> list[str]:
        """What the service says before or between its questions: to be read out."""
        language = get_language() or "en"
        said = []
        for question in self.definition.questions:
            if question.datatype is Datatype.STATEMENT:
                when = _only_if(question, self.definition)
                said.append(f"{when}. {question.label.in_(language)}" if when else question.label.in_(language))
        return said


def _field(question: Question, definition: ServiceDefinition) -> forms.Field:
    language = get_language() or "en"
    choices = [(choice.key, choice.name.in_(language)) for choice in question.choices]
    words: dict[str, Any] = {
        "label": question.label.in_(language),
        "required": question.required,
        "help_text": _only_if(question, definition) or question.help.in_(language),
    }
    match question.datatype:
        case Datatype.SINGLE if len(choices) <= FEW:
            return _Any(choices=choices, widget=forms.RadioSelect, **words)
        case Datatype.SINGLE:
            return _Any(choices=[("", ""), *choices], **words)
        case Datatype.MULTIPLE:
            return _AnySeveral(choices=choices, widget=forms.CheckboxSelectMultiple, **words)
        case Datatype.TEXT:
            return Words(widget=forms.Textarea(attrs={"rows": 3}), **words)
        case Datatype.NUMBER:
            return Words(widget=forms.TextInput(attrs={"inputmode": "decimal"}), **words)
        case Datatype.DATETIME:
            return Words(widget=forms.DateInput(attrs={"type": "date"}), **words)
        case _:
            return Words(**words)


class _Any(forms.ChoiceField):
    def validate(self, value: Any) -> None:
        """The catalogue checks, in its own words."""


class _AnySeveral(forms.MultipleChoiceField):
    def validate(self, value: Any) -> None:
        """The catalogue checks, in its own words."""


def _only_if(question: Question, definition: ServiceDefinition) -> str:
    """`Only if “Was a vehicle damaged?” is Yes`."""
    condition = question.condition
    asked = definition.question(condition.question) if condition else None
    if condition is None or asked is None:
        return ""
    language = get_language() or "en"
    names = [choice.name.in_(language) for key in condition.values if (choice := asked.choice(key))]
    return _("Only if “%(question)s” is: %(answers)s") % {
        "question": asked.label.in_(language),
        "answers": ", ".join(names or condition.values),
    }


def as_data(kept: Mapping[str, Any]) -> QueryDict:
    """What a draft holds, as a form takes it."""
    data = QueryDict(mutable=True)
    for name, values in kept.items():
        data.setlist(name, values if isinstance(values, list) else [values])
    return data
