from townline.interactions.operations.begin import handling_of
from townline.interactions.operations.load import PastContact, load_contacts
from townline.interactions.operations.mail import Delivery, Scanned, file_item, move_paper, print_cover, scan_in
from townline.interactions.operations.outreach import (
    NotToBeReached,
    open_outreach,
    record_attempt,
    save_attempt_rule,
)
from townline.interactions.operations.promises import NothingPromised, keep_promise, withdraw_promise
from townline.interactions.operations.record import document_of, record
from townline.interactions.operations.start import WrapUpFirst, start
from townline.interactions.operations.transfer import (
    TransferNeedsReceiver,
    TransferTakenAlready,
    hand_over,
    take_over,
)
from townline.interactions.operations.wrap_up import AlreadyWrappedUp, WrapUpIncomplete, end, wrap_up
from townline.interactions.operations.write_down import PromiseNeedsDay, say_about, say_who, write_down

__all__ = [
    "AlreadyWrappedUp",
    "Delivery",
    "NotToBeReached",
    "NothingPromised",
    "PastContact",
    "PromiseNeedsDay",
    "Scanned",
    "TransferNeedsReceiver",
    "TransferTakenAlready",
    "WrapUpFirst",
    "WrapUpIncomplete",
    "document_of",
    "end",
    "file_item",
    "hand_over",
    "handling_of",
    "keep_promise",
    "load_contacts",
    "move_paper",
    "open_outreach",
    "print_cover",
    "record",
    "record_attempt",
    "save_attempt_rule",
    "say_about",
    "say_who",
    "scan_in",
    "start",
    "take_over",
    "withdraw_promise",
    "wrap_up",
    "write_down",
]
