"""A warm transfer opens for the team that it goes to, for a while, and shows what was chosen."""

from datetime import timedelta

import pytest

from tests.factories.accounts import DepartmentFactory, TeamFactory, UserFactory, member_of, viewer
from tests.factories.catalog import publish_service
from tests.factories.clock import NOON
from tests.factories.service_requests import submit
from townline.accounts.models import Role, Team
from townline.accounts.values import Viewer
from townline.core.errors import NotFound
from townline.core.transactions import transaction
from townline.interactions import operations, queries
from townline.interactions.models import Interaction, Transfer
from townline.interactions.values import Caller, Notes, Purpose
from townline.service_requests.queries import subjects_open_to

pytestmark = pytest.mark.django_db
ALL = ["name", "reach", "summary", "requests"]


def water_works() -> Team:
    return TeamFactory(code="water", department=DepartmentFactory(code="water"))


def taken(transfer: Transfer, by: Viewer) -> Interaction:
    return operations.take_over(transfer=transfer, subjects=subjects_open_to(viewer=by), by=by, at=NOON)


def csr() -> Viewer:
    return viewer(member_of(TeamFactory(), role=Role.CSR))


def handed(by: Viewer, team: Team | None, *, body: str = "", shows: list[str] = ALL) -> Transfer:
    caller = Caller(phone="416 555 0123", name="Ada Lee")
    contact = operations.start(channel="phone", caller=caller, customer=None, by=by, at=NOON)
    operations.write_down(contact=contact, notes=Notes(summary="The hydrant leaks."), by=by, at=NOON)
    return operations.hand_over(
        contact=contact, to_team_id=team.pk if team else None, to_body=body, shows=shows, by=by, at=NOON
    )


def opened(transfer: Transfer, by: Viewer, minutes: int = 0) -> Transfer:
    token = queries.token_of(transfer=transfer)
    return queries.transfer_by_token(token=token, viewer=by, at=NOON + timedelta(minutes=minutes))


def seen(transfer: Transfer, by: Viewer) -> queries.Context:
    return queries.context_of(transfer=transfer, subjects=subjects_open_to(viewer=by))


def test_team_opens_it_and_takes_the_person_over() -> None:
    water = water_works()
    transfer, worker = handed(csr(), water), viewer(member_of(water))
    context = seen(opened(transfer, worker), worker)
    assert (context.customer.name, context.phone, context.summary) == ("Ada Lee", "+14165550123", "The hydrant leaks.")
    made = taken(transfer, worker)
    assert (made.customer, made.handling.handled_by_id) == (context.customer, worker.user_id)
    with pytest.raises(operations.TransferTakenAlready):
        taken(transfer, viewer(member_of(water)))


def test_only_what_was_chosen_is_shown() -> None:
    water = water_works()
    transfer, worker = handed(csr(), water, shows=["summary"]), viewer(member_of(water))
    context = seen(transfer, worker)
    assert (context.customer, context.phone, context.summary) == (None, "", "The hydrant leaks.")
    assert taken(transfer, worker).customer is None


@pytest.mark.parametrize("minutes", [0, 31])
def test_other_teams_and_late_comers_find_nothing(minutes: int) -> None:
    water = water_works()
    transfer = handed(csr(), water)
    by = viewer(member_of(water)) if minutes else csr()
    with pytest.raises(NotFound):
        opened(transfer, by, minutes)


def test_token_that_was_made_up_finds_nothing() -> None:
    with pytest.raises(NotFound):
        queries.transfer_by_token(token="abc~def", viewer=csr(), at=NOON)


def test_transfer_waits_on_the_teams_list() -> None:
    water = water_works()
    transfer, worker = handed(csr(), water), viewer(member_of(water))
    assert queries.transfers_to(viewer=worker, at=NOON, limit=5) == [transfer]
    taken(transfer, worker)
    assert queries.transfers_to(viewer=worker, at=NOON, limit=5) == []


@pytest.mark.parametrize(("team", "body"), [(False, ""), (True, "The Region")])
def test_transfer_goes_to_one_receiver(team: bool, body: str) -> None:
    with pytest.raises(operations.TransferNeedsReceiver):
        handed(csr(), water_works() if team else None, body=body)


def test_sealed_matter_keeps_name_and_words_back_from_another_team() -> None:
    publish_service(code="noise", visibility="enforcement")
    by, request, water = csr(), submit(service_code="noise"), water_works()
    transfer = handed(by, water)
    with transaction():
        operations.record(
            customer=None, channel="phone", purpose=Purpose.REQUEST, subject=request.uuid, language="en", by=by.actor,
            at=NOON, within=transfer.interaction.uuid,
        )  # fmt: skip
    worker = viewer(member_of(water))
    context = seen(transfer, worker)
    assert (context.customer, context.phone, context.summary, context.matters) == (None, "", "", ())
    assert taken(transfer, worker).customer is None
    assert Interaction.objects.get(pk=transfer.interaction_id).subject == request.uuid


def test_transfer_to_another_body_is_named_on_the_contact() -> None:
    transfer = handed(csr(), None, body="Region of the Lakes")
    transfer.interaction.handling.refresh_from_db()
    assert transfer.interaction.handling.transferred_to == "Region of the Lakes"


def test_who_stands_outside_records_opens_nothing() -> None:
    water = water_works()
    with pytest.raises(NotFound):
        opened(handed(csr(), water), viewer(UserFactory(role=Role.AUDITOR)))
