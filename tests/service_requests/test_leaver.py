from uuid import uuid4

import pytest

from tests.factories.accounts import member_of, viewer
from tests.factories.clock import NOON
from tests.factories.service_requests import request_in
from townline.accounts.event_types import UserLeft
from townline.core.actor import SYSTEM
from townline.core.transactions import transaction
from townline.events import operations as events
from townline.service_requests import operations as service_requests
from townline.service_requests.workflow import State

pytestmark = pytest.mark.django_db


def test_work_of_a_leaver_goes_back_to_the_team() -> None:
    request = request_in(State.REVIEWED)
    assert request.team is not None
    leaver = member_of(request.team)
    service_requests.assign(request=request, team=request.team, assignee=leaver, by=viewer(leaver), at=NOON)
    with transaction():
        events.record(UserLeft(user_id=leaver.pk), subject=uuid4(), by=SYSTEM, at=NOON)
    while events.dispatch_pending(at=request.submitted_at.replace(year=2100)):
        pass
    request.refresh_from_db()
    assert (request.assignee_id, request.team, request.state) == (None, request.team, State.ASSIGNED)
