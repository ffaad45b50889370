"""Who may see and change a customer. Whose cases a customer has is known above: see service_requests.queries."""

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer


def sees_every_customer(*, viewer: Viewer) -> bool:
    """Front-line staff, their supervisors and the privacy officer; a worker sees those of their own cases."""
    works_on_own_cases_only = viewer.can(Capability.WORK_ON_REQUESTS) and not viewer.can(Capability.SEE_ALL_REQUESTS)
    return viewer.can(Capability.SEE_CUSTOMERS) and not works_on_own_cases_only


def may_change(*, viewer: Viewer) -> bool:
    """Of those whom the person may see: who speaks with customers writes down what they say."""
    return viewer.can(Capability.RECORD_CONTACTS)


def meets_customers(*, viewer: Viewer) -> bool:
    """Safety alerts are for those who meet the person or go to the place, and for nobody else."""
    return viewer.can(Capability.RECORD_CONTACTS)
