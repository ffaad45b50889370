"""A closing in words: what the rule asks for, why this rule, who is asked to decide."""

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from townline.service_requests.closing_values import Approval, Evidence, Level

if TYPE_CHECKING:
    from townline.service_requests.models import Closure
    from townline.service_requests.queries.closing import Needs

EVIDENCE_WORDS = {
    Evidence.NOTE: gettext_lazy("words"),
    Evidence.PHOTO: gettext_lazy("a photo"),
    Evidence.MEASUREMENT: gettext_lazy("a measurement"),
    Evidence.CUSTOMER_TOLD: gettext_lazy("the customer told by a person"),
}


def evidence_words(evidence: Iterable[str]) -> str:
    return ", ".join(str(EVIDENCE_WORDS[kind]) for kind in Evidence if kind in evidence)


def who_looks(approval: str, percent: int | None) -> str:
    match Approval(approval):
        case Approval.PEER:
            return _("a colleague approves")
        case Approval.SUPERVISOR:
            return _("a supervisor approves")
        case Approval.SAMPLED:
            return _("nobody approves; %(percent)d of 100 are looked at afterwards") % {"percent": percent or 0}
        case _:
            return _("nobody approves; it stands if the customer does not object")


def needs_words(needs: "Needs") -> str:
    """“asks for a photo; a supervisor approves”."""
    looks = who_looks(needs.approval, needs.percent)
    if not needs.evidence:
        return looks
    return _("asks for %(evidence)s; %(looks)s") % {"evidence": evidence_words(needs.evidence), "looks": looks}


def rule_name(position: int | None, note: str) -> str:
    if position is None:
        return _("No rule fits: a supervisor looks")
    return _("Rule %(position)s: %(note)s") % {"position": position, "note": note} if note else _("Rule %s") % position


def why_rule(closure: "Closure") -> str:
    """The rule under which it was closed, as it was then."""
    name = rule_name(closure.rule.position if closure.rule else None, closure.rule_note)
    asks = evidence_words(closure.required)
    looks = who_looks(closure.approval, closure.percent) if closure.approval else ""
    return " · ".join(part for part in (name, asks and _("asks for %s") % asks, looks) if part)


def level_words(level: str) -> str:
    return {
        Level.TEAM: _("asked of the team"),
        Level.DEPARTMENT: _("gone up: asked of the manager of the department"),
        Level.CORPORATION: _("gone up: asked of every manager"),
    }[Level(level)]


def span(length: timedelta) -> str:
    """`40 minutes`, `5 hours`, `3 days`."""
    minutes = max(0, int(length.total_seconds() // 60))
    if minutes < 60:
        return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    if minutes < 48 * 60:
        return ngettext("%(count)d hour", "%(count)d hours", minutes // 60) % {"count": minutes // 60}
    days = minutes // (24 * 60)
    return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
