from townline.privacy.operations.consents import (
    AlreadyEnded,
    EndsBeforeItStarts,
    Given,
    NoWordsYet,
    give_consent,
    withdraw_consent,
)
from townline.privacy.operations.notices import NoticeRefused, discard_draft, save_draft, save_notice
from townline.privacy.operations.publish_notice import DraftInWork, publish_notice, use_again
from townline.privacy.operations.scopes import save_scope
from townline.privacy.operations.shipping import ship_notices

__all__ = [
    "AlreadyEnded",
    "DraftInWork",
    "EndsBeforeItStarts",
    "Given",
    "NoWordsYet",
    "NoticeRefused",
    "discard_draft",
    "give_consent",
    "publish_notice",
    "save_draft",
    "save_notice",
    "save_scope",
    "ship_notices",
    "use_again",
    "withdraw_consent",
]
