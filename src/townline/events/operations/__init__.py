from townline.events.operations.dispatch import dispatch_pending
from townline.events.operations.history import PastEvent, record_history
from townline.events.operations.partitions import make_partitions
from townline.events.operations.record import Fact, document_of, record
from townline.events.operations.retry import retry

__all__ = [
    "Fact",
    "PastEvent",
    "dispatch_pending",
    "document_of",
    "make_partitions",
    "record",
    "record_history",
    "retry",
]
