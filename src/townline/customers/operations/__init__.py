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
from townline.customers.operations.segments import CodeTaken, save_persona, save_segment
from townline.customers.operations.vocabulary import count_names, forget_names, learn_names

__all__ = [
    "AlreadyUndone",
    "BroughtCustomers",
    "CannotMerge",
    "CodeTaken",
    "ContactRejected",
    "CustomerRow",
    "UndoReasonMissing",
    "bring_customers",
    "count_names",
    "document_of",
    "find_duplicates",
    "find_duplicates_of",
    "forget_names",
    "identify",
    "keep_apart",
    "learn_names",
    "merge",
    "opt_in",
    "opt_out",
    "save_persona",
    "save_segment",
    "undo_merge",
]
