from townline.service_requests.operations.answer_by_step import answer_by_step, take_over_answer_due
from townline.service_requests.operations.ask import ask_customer, customer_answered
from townline.service_requests.operations.asking import Asked
from townline.service_requests.operations.assign import CannotAssign, assign, give_back_work_of
from townline.service_requests.operations.bulk import BulkResult, assign_many, note_many
from townline.service_requests.operations.closing.audit import VerdictMissing, audit
from townline.service_requests.operations.closing.by_time import confirm_after_grace, raise_approvals
from townline.service_requests.operations.closing.decide import approve, confirm, send_back
from townline.service_requests.operations.closing.evidence import EvidenceMissing
from townline.service_requests.operations.closing.many import approve_many, complete_many, send_back_many
from townline.service_requests.operations.closing.pictures_of_work import PhotoSeenBefore
from townline.service_requests.operations.closing.refusals import NothingToDecide, OwnWork, WhyMissing
from townline.service_requests.operations.closing.rules import ClosingRuleRefused, save_closing_rule
from townline.service_requests.operations.complete import complete
from townline.service_requests.operations.dispute import AlreadyJudged, JudgesThemselves, dispute, judge
from townline.service_requests.operations.drafts import discard_draft, mark_sent, remove_old_drafts, save_draft
from townline.service_requests.operations.flood import EXPORTS, PHOTOS, SENDING, TooMany, count_sender, forget_senders
from townline.service_requests.operations.follow import (
    CannotFollow,
    Party,
    add_follower,
    follow,
    remove_follower,
    stop_following,
)
from townline.service_requests.operations.follow_up import (
    AlreadyAnswered,
    CannotFollowUp,
    answer_follow_up,
    follow_up,
)
from townline.service_requests.operations.imported import Conflict, fingerprints, foresee_differences, take_differences
from townline.service_requests.operations.imported_marks import fact_of, fingerprint, searchable
from townline.service_requests.operations.imported_notes import BroughtNotes, ImportedNote, bring_notes
from townline.service_requests.operations.load import AssignmentRow, Batch, ClosureRow, NoteRow, RequestRow, load
from townline.service_requests.operations.media import fetch_media
from townline.service_requests.operations.notes import (
    NoteEmpty,
    add_customer_note,
    add_note,
    release_photo,
    release_words,
)
from townline.service_requests.operations.numbers import free_references, note_ids
from townline.service_requests.operations.open_counts import count_open_anew, gather_counts
from townline.service_requests.operations.open_sealed import open_customer, open_sealed
from townline.service_requests.operations.photos import (
    PhotoRefused,
    add_photo,
    forget_unsent_photos,
    prepare_photo,
    remove_photo,
)
from townline.service_requests.operations.promising import (
    CannotBeThat,
    SayWhatAndWhen,
    change_priority,
    change_service,
    customer_told,
    repromise,
    say_what_and_when,
)
from townline.service_requests.operations.reopen import reopen
from townline.service_requests.operations.review import CannotMerge, ReasonMissing, accept, decline, merge_into
from townline.service_requests.operations.submit import HazardStops, SubmissionRejected, submit
from townline.service_requests.operations.vocabulary import add_words, adding_words, count_words
from townline.service_requests.operations.withdraw import cancel

__all__ = [
    "EXPORTS",
    "PHOTOS",
    "SENDING",
    "AlreadyAnswered",
    "AlreadyJudged",
    "Asked",
    "AssignmentRow",
    "Batch",
    "BroughtNotes",
    "BulkResult",
    "CannotAssign",
    "CannotBeThat",
    "CannotFollow",
    "CannotFollowUp",
    "CannotMerge",
    "ClosingRuleRefused",
    "ClosureRow",
    "Conflict",
    "EvidenceMissing",
    "HazardStops",
    "ImportedNote",
    "JudgesThemselves",
    "NoteEmpty",
    "NoteRow",
    "NothingToDecide",
    "OwnWork",
    "Party",
    "PhotoRefused",
    "PhotoSeenBefore",
    "ReasonMissing",
    "RequestRow",
    "SayWhatAndWhen",
    "SubmissionRejected",
    "TooMany",
    "VerdictMissing",
    "WhyMissing",
    "accept",
    "add_customer_note",
    "add_follower",
    "add_note",
    "add_photo",
    "add_words",
    "adding_words",
    "answer_by_step",
    "answer_follow_up",
    "approve",
    "approve_many",
    "ask_customer",
    "assign",
    "assign_many",
    "audit",
    "bring_notes",
    "cancel",
    "change_priority",
    "change_service",
    "complete",
    "complete_many",
    "confirm",
    "confirm_after_grace",
    "count_open_anew",
    "count_sender",
    "count_words",
    "customer_answered",
    "customer_told",
    "decline",
    "discard_draft",
    "dispute",
    "fact_of",
    "fetch_media",
    "fingerprint",
    "fingerprints",
    "follow",
    "follow_up",
    "foresee_differences",
    "forget_senders",
    "forget_unsent_photos",
    "free_references",
    "gather_counts",
    "give_back_work_of",
    "judge",
    "load",
    "mark_sent",
    "merge_into",
    "note_ids",
    "note_many",
    "open_customer",
    "open_sealed",
    "prepare_photo",
    "raise_approvals",
    "release_photo",
    "release_words",
    "remove_follower",
    "remove_old_drafts",
    "remove_photo",
    "reopen",
    "repromise",
    "save_closing_rule",
    "save_draft",
    "say_what_and_when",
    "searchable",
    "send_back",
    "send_back_many",
    "stop_following",
    "submit",
    "take_differences",
    "take_over_answer_due",
]
