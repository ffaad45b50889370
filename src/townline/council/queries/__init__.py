from townline.council.queries.disclosures import disclosed_to_office, disclosures
from townline.council.queries.inquiries import (
    inbox,
    inquiry_of_event,
    late_count,
    messages_of,
    visible_inquiries,
    visible_inquiry,
)
from townline.council.queries.lists import followed, followed_counts, in_ward, raised
from townline.council.queries.notes import hand_over, hand_over_of, note, notes
from townline.council.queries.offices import (
    assistants_of,
    councillors_to_name,
    note_readers,
    office,
    term_of,
    told_of_address_of,
    ward_of,
)
from townline.council.queries.rules import is_campaign, pauses, rules, settings
from townline.council.queries.seen import seen, visible_request
from townline.council.queries.wards import Digest, WardRow, compared, digest_of

__all__ = [
    "Digest",
    "WardRow",
    "assistants_of",
    "compared",
    "councillors_to_name",
    "digest_of",
    "disclosed_to_office",
    "disclosures",
    "followed",
    "followed_counts",
    "hand_over",
    "hand_over_of",
    "in_ward",
    "inbox",
    "inquiry_of_event",
    "is_campaign",
    "late_count",
    "messages_of",
    "note",
    "note_readers",
    "notes",
    "office",
    "pauses",
    "raised",
    "rules",
    "seen",
    "settings",
    "term_of",
    "told_of_address_of",
    "visible_inquiries",
    "visible_inquiry",
    "visible_request",
    "ward_of",
]
