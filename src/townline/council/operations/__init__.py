from townline.council.operations.ask import answer, ask, ask_on, close, take_over_due
from townline.council.operations.disclose import disclose
from townline.council.operations.follow import follow, unfollow
from townline.council.operations.hand_over import WrongSecret, end_terms, fetch_notes, remove_notes
from townline.council.operations.notes import let_in, remove_note, write_note
from townline.council.operations.offices import choose_digest, make_digests
from townline.council.operations.rules import CampaignRefused, set_rule, set_settings
from townline.council.operations.speak_for import NobodyToConsent, NotInWriting, raise_request, show_consent
from townline.council.operations.take_away import SecretRefused, set_hand_over, take_notes
from townline.council.refusals import Closed, Ended, NoPurpose, NotByConsent, NotLetIn, RuleRefused, WordsMissing

__all__ = [
    "CampaignRefused",
    "Closed",
    "Ended",
    "NoPurpose",
    "NobodyToConsent",
    "NotByConsent",
    "NotInWriting",
    "NotLetIn",
    "RuleRefused",
    "SecretRefused",
    "WordsMissing",
    "WrongSecret",
    "answer",
    "ask",
    "ask_on",
    "choose_digest",
    "close",
    "disclose",
    "end_terms",
    "fetch_notes",
    "follow",
    "let_in",
    "make_digests",
    "raise_request",
    "remove_note",
    "remove_notes",
    "set_hand_over",
    "set_rule",
    "set_settings",
    "show_consent",
    "take_notes",
    "take_over_due",
    "unfollow",
    "write_note",
]
