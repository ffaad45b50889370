from townline.records_office.queries.holds import Holds, holds_now, legal_hold, legal_holds
from townline.records_office.queries.lists import (
    ListRow,
    disposal_list,
    disposal_lists,
    is_signed,
    items_of,
    out_counts,
)
from townline.records_office.queries.schedule import history_of_rule, is_confirmed, rule_of, rules

__all__ = [
    "Holds",
    "ListRow",
    "disposal_list",
    "disposal_lists",
    "history_of_rule",
    "holds_now",
    "is_confirmed",
    "is_signed",
    "items_of",
    "legal_hold",
    "legal_holds",
    "out_counts",
    "rule_of",
    "rules",
]
