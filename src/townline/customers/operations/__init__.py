from townline.customers.operations.bring import BroughtCustomers, CustomerRow, bring_customers
from townline.customers.operations.identify import ContactRejected, document_of, identify
from townline.customers.operations.opt_out import opt_in, opt_out

__all__ = [
    "BroughtCustomers",
    "ContactRejected",
    "CustomerRow",
    "bring_customers",
    "document_of",
    "identify",
    "opt_in",
    "opt_out",
]
