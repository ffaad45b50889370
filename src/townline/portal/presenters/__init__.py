from townline.portal.presenters.photos import Picture, draft_photo, private_photo, public_photo, uuid_of
from townline.portal.presenters.places import (
    is_outside,
    offered_place,
    place_in_words,
    place_rows,
    ward_name,
    ward_names,
)
from townline.portal.presenters.reports import near_row, summary_rows, too_many
from townline.portal.presenters.requests import (
    answer_rows,
    department_name,
    expected_in_words,
    how_told,
    is_late,
    note_rows,
    promise_of,
    promised_day,
    public_track,
    service_name,
    service_names,
    step_of,
    step_words,
)

__all__ = [
    "Picture", "answer_rows", "department_name", "draft_photo", "expected_in_words", "how_told", "is_late", "is_outside",
    "near_row", "note_rows", "offered_place", "place_in_words", "place_rows", "private_photo", "promise_of", "promised_day",
    "public_photo", "public_track", "service_name", "service_names", "step_of", "step_words", "summary_rows", "too_many",
    "uuid_of", "ward_name", "ward_names",
]
