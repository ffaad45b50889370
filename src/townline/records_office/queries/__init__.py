from townline.records_office.queries.access import (
    access_record,
    access_records,
    access_request,
    access_requests,
    access_requests_late,
)
from townline.records_office.queries.access_people import own_words
from townline.records_office.queries.files import (
    affected,
    breach,
    breaches,
    correction,
    corrections,
    statements_of,
)
from townline.records_office.queries.holds import Holds, holds_now, legal_hold, legal_holds
from townline.records_office.queries.lists import (
    ITEMS,
    ListRow,
    disposal_list,
    disposal_lists,
    is_signed,
    item,
    items_of,
    out_counts,
    what_goes,
)
from townline.records_office.queries.schedule import confirmed, history_of_rule, rule_of, rules

__all__ = [
    "ITEMS",
    "Holds",
    "ListRow",
    "access_record",
    "access_records",
    "access_request",
    "access_requests",
    "access_requests_late",
    "affected",
    "breach",
    "breaches",
    "confirmed",
    "correction",
    "corrections",
    "disposal_list",
    "disposal_lists",
    "history_of_rule",
    "holds_now",
    "is_signed",
    "item",
    "items_of",
    "legal_hold",
    "legal_holds",
    "out_counts",
    "own_words",
    "rule_of",
    "rules",
    "statements_of",
    "what_goes",
]
