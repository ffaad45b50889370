"""The file of an access request while it changes: who may, at which step, and that it is written down."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.transactions import transaction, transaction_required
from townline.events import operations as events
from townline.events.operations import Fact
from townline.records_office.models import AccessRequest
from townline.records_office.values import AccessState


class AccessRefused(OperationRefused):
    message = _("Say what is asked, in whose name, and where the answer goes.")


class NotInThisStep(OperationRefused):
    message = _("This access request is at another step by now. Open it again.")


def may_handle(by: Viewer) -> None:
    if not by.can(Capability.HANDLE_ACCESS_REQUESTS):
        raise NotAllowed


@contextmanager
def changing(access: AccessRequest, by: Viewer, *states: AccessState) -> Iterator[AccessRequest]:
    """The row, locked, in one of these states; saved at the end. Raises NotAllowed and NotInThisStep."""
    may_handle(by)
    with transaction():
        current = AccessRequest.objects.select_for_update().get(pk=access.pk)
        if current.state not in states:
            raise NotInThisStep
        yield current
        current.save()


@transaction_required
def record(access: AccessRequest, fact: Fact, by: Viewer, at: datetime) -> None:
    events.record(fact, subject=access.uuid, by=by.actor, at=at)
