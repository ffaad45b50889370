from townline.service_requests.operations.ask import ask_customer, customer_answered
from townline.service_requests.operations.assign import CannotAssign, assign, give_back_work_of
from townline.service_requests.operations.bulk import BulkResult, assign_many, note_many
from townline.service_requests.operations.complete import (
    EvidenceMissing,
    complete,
    confirm,
    confirm_after_grace,
    dispute,
    reopen,
)
from townline.service_requests.operations.drafts import discard_draft, mark_sent, remove_old_drafts, save_draft
from townline.service_requests.operations.follow import CannotFollow, follow
from townline.service_requests.operations.notes import NoteEmpty, add_customer_note, add_note, release_photo, release_words
from townline.service_requests.operations.review import (
    CannotMerge,
    ReasonMissing,
    accept,
    cancel,
    decline,
    merge_into,
)
from townline.service_requests.operations.submit import HazardStops, SubmissionRejected, submit

__all__ = [
    "BulkResult", "CannotAssign", "CannotFollow", "CannotMerge", "EvidenceMissing", "HazardStops", "NoteEmpty",
    "ReasonMissing", "SubmissionRejected", "accept", "add_customer_note", "add_note", "ask_customer", "assign", "assign_many",
    "cancel", "complete", "confirm", "confirm_after_grace", "customer_answered", "decline", "discard_draft", "dispute",
    "follow", "give_back_work_of", "mark_sent", "merge_into", "note_many", "release_photo", "release_words",
    "remove_old_drafts", "reopen", "save_draft", "submit",
]
