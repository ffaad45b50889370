"""Correction requests with the person's statement, and breach files with whom the log of reads names."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from tests.factories.accounts import UserFactory, viewer
from tests.factories.clock import NOON
from townline.accounts.models import Role, User
from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed
from townline.core.transactions import savepoint
from townline.privacy import operations as privacy
from townline.privacy.reading import Seen
from townline.records_office import operations, queries
from townline.records_office.models import AffectedPerson, BreachFile, CorrectionRequest
from townline.records_office.operations import Answer, Happened, Weighed, Wrong
from townline.records_office.values import BreachState, CorrectionState, Harm

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=2)


@pytest.fixture
def officer() -> Viewer:
    return viewer(UserFactory(role=Role.PRIVACY_OFFICER))


@pytest.fixture
def correction(officer: Viewer) -> CorrectionRequest:
    said = Wrong(person=uuid4(), name="Ada", wrong="I never called on 3 May.", right="Nobody called.")
    return operations.receive_correction(said=said, by=officer, at=NOON)


def test_a_correction_is_due_in_thirty_days(correction: CorrectionRequest) -> None:
    assert correction.due_at - correction.received_at == timedelta(days=30)


def test_a_statement_stands_beside_what_is_not_corrected(correction: CorrectionRequest, officer: Viewer) -> None:
    answer = Answer(corrected=False, reason="The recording says so.", statement="It was not my voice.")
    operations.decide_correction(correction=correction, answer=answer, by=officer, at=LATER)
    (shown,) = queries.statements_of(people=[correction.person])
    assert (shown.state, shown.statement) == (CorrectionState.REFUSED, "It was not my voice.")


def test_a_statement_may_come_later_and_only_to_what_was_refused(
    correction: CorrectionRequest, officer: Viewer
) -> None:
    with pytest.raises(operations.CorrectionRefused), savepoint():
        operations.add_statement(correction=correction, statement="No.", by=officer, at=LATER)
    operations.decide_correction(
        correction=correction, answer=Answer(corrected=False, reason="It is right."), by=officer, at=LATER
    )
    operations.add_statement(correction=correction, statement="No.", by=officer, at=LATER)
    assert [one.statement for one in queries.statements_of(people=[correction.person])] == ["No."]


def test_refusing_needs_a_reason(correction: CorrectionRequest, officer: Viewer) -> None:
    with pytest.raises(operations.CorrectionRefused):
        operations.decide_correction(correction=correction, answer=Answer(corrected=False), by=officer, at=LATER)


def test_a_correction_is_decided_once(correction: CorrectionRequest, officer: Viewer) -> None:
    operations.decide_correction(correction=correction, answer=Answer(corrected=True), by=officer, at=LATER)
    with pytest.raises(operations.AlreadyDecided):
        operations.decide_correction(correction=correction, answer=Answer(corrected=True), by=officer, at=LATER)


@pytest.mark.parametrize("role", [Role.CSR, Role.MANAGER, Role.ADMINISTRATOR])
def test_others_handle_neither(role: str, correction: CorrectionRequest) -> None:
    other = viewer(UserFactory(role=role))
    with pytest.raises(NotAllowed):
        operations.decide_correction(correction=correction, answer=Answer(corrected=True), by=other, at=LATER)
    with pytest.raises(NotAllowed):
        operations.open_breach(happened=happened(None), by=other, at=LATER)


# -- breaches -------------------------------------------------------------------------------------


@pytest.fixture
def reader() -> User:
    return UserFactory(role=Role.CSR)


def happened(reader: User | None, **changes: object) -> Happened:
    values = {
        "title": "Looked up neighbours",
        "words": "A colleague opened pages without a case.",
        "discovered_at": LATER,
        "from_at": NOON - timedelta(days=1),
        "until_at": NOON + timedelta(days=1),
        "reader_id": reader.pk if reader else None,
    }
    return Happened(**{**values, **changes})  # type: ignore[arg-type]


def read(reader: User, person: UUID, *, days: int = 0) -> None:
    at = NOON + timedelta(days=days)
    privacy.log_reads(reader_id=reader.pk, page="desk:customer", seen=[Seen("customer", person)], at=at)


def test_the_list_is_what_the_reader_saw_in_that_time(reader: User, officer: Viewer) -> None:
    often, once, before = uuid4(), uuid4(), uuid4()
    read(reader, often)
    read(reader, often)
    read(reader, once)
    read(reader, before, days=-9)
    read(UserFactory(role=Role.CSR), uuid4())
    breach = operations.open_breach(happened=happened(reader), by=officer, at=LATER)
    assert {one.person: one.reads for one in breach.people.all()} == {often: 2, once: 1}
    assert operations.list_affected(breach=breach, by=officer, at=LATER) == 0


def opened(reader: User, officer: Viewer) -> tuple[BreachFile, UUID]:
    person = uuid4()
    read(reader, person)
    return operations.open_breach(happened=happened(reader), by=officer, at=LATER), person


def real(**changes: object) -> Weighed:
    return Weighed(**{"harm": Harm.REAL, "why": "Addresses of people in danger.", **changes})  # type: ignore[arg-type]


def test_a_file_is_not_closed_before_it_is_weighed(reader: User, officer: Viewer) -> None:
    breach, _person = opened(reader, officer)
    with pytest.raises(operations.BreachRefused):
        operations.close_breach(breach=breach, by=officer, at=LATER)


def test_at_a_real_risk_everybody_is_told_first(reader: User, officer: Viewer) -> None:
    breach, person = opened(reader, officer)
    operations.weigh(breach=breach, weighed=real(reported=True), by=officer, at=LATER)
    with pytest.raises(operations.BreachRefused), savepoint():
        operations.close_breach(breach=breach, by=officer, at=LATER)
    operations.note_told(breach=breach, person=person, how="Letter", by=officer, at=LATER)
    assert operations.close_breach(breach=breach, by=officer, at=LATER).state == BreachState.CLOSED


def test_at_a_real_risk_the_commissioner_knows_first(reader: User, officer: Viewer) -> None:
    breach, person = opened(reader, officer)
    operations.note_told(breach=breach, person=person, how="Letter", by=officer, at=LATER)
    operations.weigh(breach=breach, weighed=real(), by=officer, at=LATER)
    with pytest.raises(operations.BreachRefused):
        operations.close_breach(breach=breach, by=officer, at=LATER)


def test_a_read_that_was_in_order_is_left_out_with_a_reason(reader: User, officer: Viewer) -> None:
    breach, person = opened(reader, officer)
    with pytest.raises(operations.BreachRefused), savepoint():
        operations.leave_out(breach=breach, person=person, why=" ", by=officer, at=LATER)
    operations.leave_out(breach=breach, person=person, why="Took her call.", by=officer, at=LATER)
    assert (queries.breach(uuid=breach.uuid).affected, queries.breach(uuid=breach.uuid).waiting) == (1, 0)


def test_somebody_whom_no_log_names_is_added_once(officer: Viewer) -> None:
    breach = operations.open_breach(happened=happened(None), by=officer, at=LATER)
    person = uuid4()
    for _ in range(2):
        operations.add_affected(breach=breach, person=person, by=officer, at=LATER)
    assert list(AffectedPerson.objects.values_list("person", flat=True)) == [person]


def test_a_breach_that_ends_before_it_begins_is_refused(officer: Viewer) -> None:
    with pytest.raises(operations.BreachRefused):
        operations.open_breach(happened=happened(None, until_at=NOON - timedelta(days=9)), by=officer, at=LATER)
