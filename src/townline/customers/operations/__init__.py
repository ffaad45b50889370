from townline.customers.operations.bring import BroughtCustomers, CustomerRow, bring_customers
from townline.customers.operations.duplicates import find_duplicates, find_duplicates_of
from townline.customers.operations.identify import ContactRejected, document_of, identify
from townline.customers.operations.merge import (
    AlreadyUndone,
    CannotMerge,
    UndoReasonMissing,
    keep_apart,
    merge,
    undo_merge,
)
from townline.customers.operations.opt_out import opt_in, opt_out

__all__ = [
    "AlreadyUndone",
    "BroughtCustomers",
    "CannotMerge",
    "ContactRejected",
    "CustomerRow",
    "UndoReasonMissing",
    "bring_customers",
    "document_of",
    "find_duplicates",
    "find_duplicates_of",
    "identify",
    "keep_apart",
    "merge",
    "opt_in",
    "opt_out",
    "undo_merge",
]
