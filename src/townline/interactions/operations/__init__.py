from townline.interactions.operations.load import PastContact, load_contacts
from townline.interactions.operations.promises import NothingPromised, keep_promise, withdraw_promise
from townline.interactions.operations.record import document_of, record
from townline.interactions.operations.start import WrapUpFirst, handling_of, start
from townline.interactions.operations.wrap_up import AlreadyWrappedUp, WrapUpIncomplete, end, wrap_up
from townline.interactions.operations.write_down import PromiseNeedsDay, say_who, write_down

__all__ = [
    "AlreadyWrappedUp",
    "NothingPromised",
    "PastContact",
    "PromiseNeedsDay",
    "WrapUpFirst",
    "WrapUpIncomplete",
    "document_of",
    "end",
    "handling_of",
    "keep_promise",
    "load_contacts",
    "record",
    "say_who",
    "start",
    "withdraw_promise",
    "wrap_up",
    "write_down",
]
