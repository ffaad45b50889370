from townline.customers.operations.identify import ContactRejected, identify
from townline.customers.operations.opt_out import opt_out

__all__ = ["ContactRejected", "identify", "opt_out"]
