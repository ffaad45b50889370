from townline.events.operations.dispatch import dispatch_pending
from townline.events.operations.forget import forget_errors
from townline.events.operations.history import PastEvent, record_history
from townline.events.operations.partitions import make_partitions
from townline.events.operations.record import Fact, document_of, record, record_each
from townline.events.operations.retry import retry
from townline.events.operations.seal import seal_events
from townline.events.operations.witness import mail_head

__all__ = [
    "Fact",
    "PastEvent",
    "dispatch_pending",
    "document_of",
    "forget_errors",
    "mail_head",
    "make_partitions",
    "record",
    "record_each",
    "record_history",
    "retry",
    "seal_events",
]
