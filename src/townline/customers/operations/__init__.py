from townline.customers.operations.identify import ContactRejected, document_of, identify
from townline.customers.operations.opt_out import opt_out

__all__ = ["ContactRejected", "document_of", "identify", "opt_out"]
