"""A warning for whoever meets a customer or goes to a place: it is given, and it ends."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _

from townline.core.errors import NotFound
from townline.customers import operations
from townline.customers.values import AlertKind
from townline.desk.forms.customers import AlertForm, end_of
from townline.desk.views.access import DeskRequest

if TYPE_CHECKING:
    from townline.customers.models import Customer, SafetyAlert


def is_given(request: DeskRequest, form: AlertForm, *, about: "Customer | int") -> bool:
    """`about` is a customer, or the number of an address. What was refused stands beside its field."""
    if not form.is_valid():
        return False
    said = form.cleaned_data
    try:
        operations.raise_alert(
            about=about,
            kind=AlertKind(said["kind"]),
            text=said["text"],
            expires_at=end_of(said["until"], timezone.get_current_timezone()),
            by=request.viewer,
            at=request.at,
        )
    except operations.AlertEnd as refusal:
        form.add_error("until", str(refusal))
        return False
    return True


def end(request: DeskRequest, alerts: "Iterable[SafetyAlert]", *, uuid: UUID) -> None:
    """Raises NotFound where it is none of these."""
    one = next((row for row in alerts if row.uuid == uuid), None)
    if one is None:
        raise NotFound
    operations.end_alert(alert=one, by=request.viewer, at=request.at)
    messages.success(request, _("The warning is over."))
