"""A number that neither a request nor another file of this room has."""

from townline.complaints.models import Complaint, Praise
from townline.core import reference
from townline.service_requests import queries as service_requests


def new_reference() -> str:
    """The unique constraint has the last word; that two are drawn at the same moment does not happen in a city's life."""
    while True:
        drawn = reference.issue()
        taken = (
            service_requests.uuid_of(reference=drawn)
            or Complaint.objects.filter(reference=drawn).exists()
            or Praise.objects.filter(reference=drawn).exists()
        )
        if not taken:
            return drawn
