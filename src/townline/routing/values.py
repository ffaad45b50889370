"""Why a team got a request: kept as a code with values, said in the language of whoever reads it."""

import json
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

LONGEST = 300  # as the column that keeps it
_SHORTEST = 20


class Why(StrEnum):
    OWN_TEAM = "own_team"
    RULE = "rule"
    IMPORTED = "imported"


def why(code: Why, **values: Any) -> str:
    """As it is kept. Values that do not fit are shortened, the last one first."""
    said = {"code": code.value, **{name: value for name, value in values.items() if value}}
    for name in reversed(said):
        too_long = len(kept := _json(said)) - LONGEST
        if too_long <= 0:
            return kept
        if isinstance(value := said[name], str) and len(value) > _SHORTEST:
            said[name] = value[: max(_SHORTEST, len(value) - too_long - 1)] + "…"
    return _json(said)[:LONGEST]


def _json(said: dict[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def in_words(kept: str) -> str:
    """What `why` kept, in the current language; nothing for nothing."""
    try:
        said = json.loads(kept) if kept else {}
    except ValueError:
        return kept
    if not isinstance(said, dict):
        return kept
    match said.get("code"):
        case Why.OWN_TEAM:
            return _("The team of the service takes it.")
        case Why.IMPORTED:
            return _("It came with the data of %s.") % str(said.get("source", ""))
        case Why.RULE:
            conditions = "; ".join(_conditions(said)) or _("everything")
            return _("Rule %(position)s: %(conditions)s.") % {
                "position": said.get("position", ""),
                "conditions": conditions,
            }
    return ""


def _conditions(said: dict[str, Any]) -> list[str]:
    parts = []
    if said.get("service"):
        parts.append(_("service is %s") % said["service"])
    if said.get("area"):
        parts.append(_("area is %s") % said["area"])
    if said.get("question"):
        parts.append(_("%(question)s is %(answer)s") % {"question": said["question"], "answer": said.get("answer", "")})
    return parts
