from townline.customers.operations.alerts import AlertEmpty, AlertEnd, end_alert, raise_alert
from townline.customers.operations.bring import BroughtCustomers, CustomerRow, bring_customers
from townline.customers.operations.change import (
    Details,
    NameMissing,
    QuietHoursNotWhole,
    add_customer,
    change_customer,
)
from townline.customers.operations.colleague import colleague
from townline.customers.operations.contact_points import (
    KnownAlready,
    add_contact_point,
    make_primary,
    remove_contact_point,
)
from townline.customers.operations.duplicates import find_duplicates, find_duplicates_of
from townline.customers.operations.identify import ContactRejected, document_of, identify
from townline.customers.operations.match_addresses import match_addresses
from townline.customers.operations.merge import (
    AlreadyUndone,
    CannotMerge,
    UndoReasonMissing,
    keep_apart,
    merge,
    undo_merge,
)
from townline.customers.operations.opt_out import opt_in, opt_out
from townline.customers.operations.relations import (
    EndMissing,
    RelatedAlready,
    SamePerson,
    Speaking,
    end_relation,
    relate,
)
from townline.customers.operations.segments import CodeTaken, save_persona, save_segment
from townline.customers.operations.verify import (
    CodeOver,
    NotSaidWhatWasAsked,
    WrongCode,
    ask_code,
    check_code,
    confirm_by_asking,
)
from townline.customers.operations.vocabulary import count_names, forget_names, learn_names

__all__ = [
    "AlertEmpty",
    "AlertEnd",
    "AlreadyUndone",
    "BroughtCustomers",
    "CannotMerge",
    "CodeOver",
    "CodeTaken",
    "ContactRejected",
    "CustomerRow",
    "Details",
    "EndMissing",
    "KnownAlready",
    "NameMissing",
    "NotSaidWhatWasAsked",
    "QuietHoursNotWhole",
    "RelatedAlready",
    "SamePerson",
    "Speaking",
    "UndoReasonMissing",
    "WrongCode",
    "add_contact_point",
    "add_customer",
    "ask_code",
    "bring_customers",
    "change_customer",
    "check_code",
    "colleague",
    "confirm_by_asking",
    "count_names",
    "document_of",
    "end_alert",
    "end_relation",
    "find_duplicates",
    "find_duplicates_of",
    "forget_names",
    "identify",
    "keep_apart",
    "learn_names",
    "make_primary",
    "match_addresses",
    "merge",
    "opt_in",
    "opt_out",
    "raise_alert",
    "relate",
    "remove_contact_point",
    "save_persona",
    "save_segment",
    "undo_merge",
]
