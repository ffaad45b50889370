from townline.privacy.operations.break_glass import (
    NoReason,
    NoReviewNote,
    ReviewedAlready,
    ReviewerIsOpener,
    break_glass,
    review_break_glass,
)
from townline.privacy.operations.consents import (
    AlreadyEnded,
    EndsBeforeItStarts,
    Given,
    NoWordsYet,
    give_consent,
    withdraw_consent,
)
from townline.privacy.operations.monitoring import (
    NoPolicyHolds,
    PolicyNotWhole,
    end_monitoring_policy,
    record_monitoring_policy,
)
from townline.privacy.operations.notices import NoticeRefused, discard_draft, save_draft, save_notice
from townline.privacy.operations.publish_notice import DraftInWork, publish_notice, use_again
from townline.privacy.operations.reads import log_reads, make_read_partitions
from townline.privacy.operations.scopes import save_scope
from townline.privacy.operations.shipping import ship_notices

__all__ = [
    "AlreadyEnded",
    "DraftInWork",
    "EndsBeforeItStarts",
    "Given",
    "NoPolicyHolds",
    "NoReason",
    "NoReviewNote",
    "NoWordsYet",
    "NoticeRefused",
    "PolicyNotWhole",
    "ReviewedAlready",
    "ReviewerIsOpener",
    "break_glass",
    "discard_draft",
    "end_monitoring_policy",
    "give_consent",
    "log_reads",
    "make_read_partitions",
    "publish_notice",
    "record_monitoring_policy",
    "review_break_glass",
    "save_draft",
    "save_notice",
    "save_scope",
    "ship_notices",
    "use_again",
    "withdraw_consent",
]
