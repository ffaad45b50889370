"""A whole service on one page. The forms hold what was typed; `documents.read` says what is wrong when it is put in force."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from townline.accounts import queries as accounts
from townline.catalog import queries as catalog
from townline.catalog.definitions import CHANNELS, Datatype
from townline.core.words import plain
from townline.desk.forms.loose import LooseForm
from townline.desk.forms.settings_form import choose
from townline.desk.forms.settings_rules import team_choices_by_code
from townline.desk.forms.targets import targets_of
from townline.interactions.values import Channel

TEXTS = ("name", "summary", "what_we_do", "when", "cost")
CHOICES = ("kind", "visibility", "group_code", "department_code", "team_code", "place")
NUMBERS = ("resolution_days", "priority", "minutes")
FLAGS = ("photos_allowed", "anonymous_allowed")
DATATYPES = [
    (Datatype.SINGLE, _("One of a list")),
    (Datatype.MULTIPLE, _("Several of a list")),
    (Datatype.STRING, _("One line of words")),
    (Datatype.TEXT, _("Several lines of words")),
    (Datatype.NUMBER, _("A number")),
    (Datatype.DATETIME, _("A date")),
    (Datatype.STATEMENT, _("No question: words to read")),
]


def line(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, **options)


def lines(label: Any, rows: int = 3, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)


class ServiceForm(LooseForm):
    name_en, name_fr = line(_("Name in English")), line(_("Name in French"))
    summary_en, summary_fr = lines(_("In one sentence, English"), 2), lines(_("In one sentence, French"), 2)
    what_we_do_en = lines(_("What we do, English"), required=False)
    what_we_do_fr = lines(_("What we do, French"), required=False)
    when_en, when_fr = lines(_("When, English"), 2, required=False), lines(_("When, French"), 2, required=False)
    cost_en, cost_fr = (
        lines(_("What it costs, English"), 2, required=False),
        lines(_("What it costs, French"), 2, required=False),
    )
    keywords_en = lines(
        _("What residents call it, English"),
        4,
        required=False,
        help_text=_("One name a line: it is found by these words too."),
    )
    keywords_fr = lines(
        _("What residents call it, French"),
        4,
        required=False,
        help_text=_("One name a line: it is found by these words too."),
    )

    group_code = forms.ChoiceField(label=_("Group"))
    department_code = forms.ChoiceField(label=_("Department"))
    team_code = forms.ChoiceField(label=_("Team"), help_text=_("Routing rules may send a request elsewhere."))
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[("request", _("A request that we work on")), ("information", _("Information only: nothing to send"))],
    )
    visibility = forms.ChoiceField(
        label=_("Who may see requests"),
        choices=[
            ("public", _("Everybody: on the map and the list, without names")),
            ("private", _("The customer and staff")),
            ("enforcement", _("Staff who work on it: the complainant stays sealed")),
        ],
    )
    place = forms.ChoiceField(
        label=_("Place"),
        choices=[
            ("required", _("Must be given")),
            ("optional", _("May be given")),
            ("none", _("Is not asked")),
        ],
    )
    photos_allowed = forms.BooleanField(label=_("Photos may be added"), required=False)
    anonymous_allowed = forms.BooleanField(label=_("May be sent without a name"), required=False)
    resolution_days = forms.IntegerField(label=_("Business days until it is done"))
    priority = forms.ChoiceField(label=_("Priority"), choices=[("1", _("Urgent")), ("2", _("Usual")), ("3", _("Low"))])
    minutes = forms.IntegerField(label=_("Minutes that the form takes"))
    channels = forms.MultipleChoiceField(
        label=_("Offered"),
        widget=forms.CheckboxSelectMultiple,
        choices=[(name, dict(Channel.choices).get(name, name)) for name in CHANNELS],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        choose(self, "group_code", [(row.code, row.name.in_(language)) for row in catalog.all_groups()])
        choose(self, "department_code", [(row.code, row.name.in_(language)) for row in accounts.all_departments()])
        choose(self, "team_code", team_choices_by_code())


class QuestionForm(LooseForm):
    label_en, label_fr = line(_("Question in English")), line(_("Question in French"))
    help_en = line(_("Help in English"), required=False)
    help_fr = line(_("Help in French"), required=False)
    datatype = forms.ChoiceField(label=_("Answer"), choices=DATATYPES)
    code = line(_("Code"), required=False, help_text=_("Left empty, it is made from the English words."))
    required = forms.BooleanField(label=_("Must be answered"), required=False)
    after = forms.MultipleChoiceField(
        label=_("Asked only after one of these answers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Answers of one earlier question. None: it is always asked."),
    )

    def __init__(self, *args: Any, earlier: list[tuple[object, object]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "after", earlier)


class ChoiceForm(LooseForm):
    name_en, name_fr = line(_("Choice in English")), line(_("Choice in French"))
    stop_en = lines(_("Stop: what to do at once, English"), 2, required=False)
    stop_fr = lines(_("Stop: what to do at once, French"), 2, required=False)
    key = line(_("Code"), required=False)


class NewServiceForm(forms.Form):
    code = forms.SlugField(
        max_length=80,
        label=_("Code"),
        help_text=_("Small letters, digits and “-”. It never changes: reports and links use it."),
    )
    name_en = line(_("Name in English"), max_length=160)
    name_fr = line(_("Name in French"), max_length=160)
    like = forms.ChoiceField(label=_("Start from a copy of"), required=False)
    group_code = forms.ChoiceField(
        label=_("Group"), required=False, help_text=_("Of an empty service. A copy keeps its own.")
    )
    team_code = forms.ChoiceField(
        label=_("Team"), required=False, help_text=_("Of an empty service. A copy keeps its own.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        rows = catalog.all_services()
        services: list[tuple[object, object]] = [
            (row.code, row.name_fr if language == "fr" else row.name_en) for row in rows
        ]
        choose(self, "like", services, empty=_("Nothing: an empty service"))
        groups: list[tuple[object, object]] = [(row.code, row.name.in_(language)) for row in catalog.all_groups()]
        choose(self, "group_code", groups, empty=_("Choose"))
        teams = team_choices_by_code()
        choose(self, "team_code", teams, empty=_("Choose"))
        self.comes_too_early = not (groups and teams)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not given.get("like"):
            for name in ("group_code", "team_code"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("Choose one, or a service to copy."))
        return given


class PublishForm(forms.Form):
    note = line(_("What changes, for your colleagues"), max_length=200, required=False)


# -- what was typed, as a document ----------------------------------------------------------------
def document_of(data: Mapping[str, Any], *, code: str) -> dict[str, Any]:
    """The document as the page sent it, complete or not."""
    document: dict[str, Any] = {"code": code}
    document |= {name: _text(data, name) for name in TEXTS}
    document["keywords"] = {language: _words(data.get(f"keywords_{language}", "")) for language in ("en", "fr")}
    document |= {name: data.get(name, "") for name in CHOICES}
    document |= {name: _number(data.get(name, "")) for name in NUMBERS}
    document |= {name: name in data for name in FLAGS}
    document["channels"] = _list(data, "channels")
    document["targets"] = targets_of(data)
    document["questions"] = [_question(data, f"q{place}") for place in range(_count(data, "questions"))]
    for place, question in enumerate(document["questions"]):
        if not data.get(f"q{place}-code", "").strip():  # made from the words: it must not be the code of another
            taken = {other["code"] for other in document["questions"] if other is not question}
            question["code"] = _free(question["code"], taken)
    return document


def _free(code: str, taken: set[str]) -> str:
    return next(
        name
        for number in range(1, 200)
        if (name := code if number == 1 else f"{code}-{number}") not in taken or not code
    )


def _question(data: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    label = _text(data, f"{prefix}-label")
    datatype = data.get(f"{prefix}-datatype", Datatype.SINGLE.value)
    question: dict[str, Any] = {
        "code": data.get(f"{prefix}-code", "").strip() or _code_from(label["en"]),
        "datatype": datatype,
        "label": label,
        "help": _text(data, f"{prefix}-help"),
        "required": f"{prefix}-required" in data,
        "condition": _condition(_list(data, f"{prefix}-after")),
        "choices": [],
    }
    if Datatype(datatype).has_choices if datatype in set(Datatype) else False:
        places = range(_count(data, f"{prefix}-choices"))
        question["choices"] = [_choice(data, f"{prefix}c{place}") for place in places]
    return question


def _choice(data: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    name = _text(data, f"{prefix}-name")
    key = data.get(f"{prefix}-key", "").strip() or _code_from(name["en"])
    return {"key": key, "name": name, "stop": _text(data, f"{prefix}-stop")}


def _condition(chosen: list[str]) -> dict[str, Any] | None:
    pairs = [tuple(item.split("=", 1)) for item in chosen if "=" in item]
    if not pairs:
        return None
    question = pairs[0][0]
    return {"question": question, "values": [value for name, value in pairs if name == question]}


def _text(data: Mapping[str, Any], name: str) -> dict[str, str]:
    return {language: str(data.get(f"{name}_{language}", "")).strip() for language in ("en", "fr")}


def _words(text: str) -> list[str]:
    return list(dict.fromkeys(word.strip() for word in text.splitlines() if word.strip()))


def _number(said: object) -> int | str:
    text = str(said).strip()
    return int(text) if text.isdigit() else text


def _list(data: Mapping[str, Any], name: str) -> list[str]:
    getlist = getattr(data, "getlist", None)
    return list(getlist(name)) if getlist else list(data.get(name, []))


def _count(data: Mapping[str, Any], name: str) -> int:
    text = str(data.get(name, "0"))
    return min(int(text), 100) if text.isdigit() else 0


def _code_from(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", plain(words)).strip("-")[:40].strip("-")


# -- and the other way round ----------------------------------------------------------------------
def data_of(document: dict[str, Any]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for name in TEXTS:
        _spread(data, name, document.get(name))
    words = document.get("keywords") or {}
    data |= {f"keywords_{language}": "\n".join(words.get(language) or []) for language in ("en", "fr")}
    data |= {name: document.get(name, "") for name in (*CHOICES, *NUMBERS)}
    data |= {name: True for name in FLAGS if document.get(name, True)}
    data["channels"] = list(document.get("channels") or [])
    for place, question in enumerate(document.get("questions") or []):
        _spread_question(data, f"q{place}", question)
    return data


def _spread_question(data: dict[str, Any], prefix: str, question: dict[str, Any]) -> None:
    _spread(data, f"{prefix}-label", question.get("label"))
    _spread(data, f"{prefix}-help", question.get("help"))
    data[f"{prefix}-code"] = question.get("code", "")
    data[f"{prefix}-datatype"] = question.get("datatype", "")
    if question.get("required"):
        data[f"{prefix}-required"] = True
    condition = question.get("condition") or {}
    data[f"{prefix}-after"] = [f"{condition.get('question')}={value}" for value in condition.get("values") or []]
    for place, choice in enumerate(question.get("choices") or []):
        _spread(data, f"{prefix}c{place}-name", choice.get("name"))
        _spread(data, f"{prefix}c{place}-stop", choice.get("stop"))
        data[f"{prefix}c{place}-key"] = choice.get("key", "")


def _spread(data: dict[str, Any], name: str, text: Any) -> None:
    words = text if isinstance(text, dict) else {}
    data |= {f"{name}_{language}": words.get(language, "") for language in ("en", "fr")}
