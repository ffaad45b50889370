from townline.service_requests.queries.closing.figures import TeamClosings, closing_figures, imported_closings
from townline.service_requests.queries.closing.needs import Needs, asks_size, needs_of, rules_of, who_worked
from townline.service_requests.queries.closing.rules import all_rules, rule_by_id
from townline.service_requests.queries.closing.waiting import (
    ROWS,
    ApprovalFilters,
    Scope,
    closing_by_uuid,
    closings_of,
    evidence_photos,
    to_audit,
    to_decide,
    waiting_closing,
)

__all__ = [
    "ROWS",
    "ApprovalFilters",
    "Needs",
    "Scope",
    "TeamClosings",
    "all_rules",
    "asks_size",
    "closing_by_uuid",
    "closing_figures",
    "closings_of",
    "evidence_photos",
    "imported_closings",
    "needs_of",
    "rule_by_id",
    "rules_of",
    "to_audit",
    "to_decide",
    "waiting_closing",
    "who_worked",
]
