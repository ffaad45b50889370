"""Nobody has to do with a complaint about themselves or about their own team."""

import pytest
from django.db import IntegrityError, transaction

from tests.factories import complaints as make
from tests.factories.accounts import DepartmentFactory, TeamFactory, UserFactory, viewer
from tests.factories.clock import NOON
from townline.accounts.models import Role, Team
from townline.accounts.values import Viewer
from townline.complaints import operations, queries
from townline.complaints.models import Complaint, Decision
from townline.complaints.values import Finding, Judged, Matter, Remedy, Stage
from townline.core.errors import NotFound
from townline.core.transactions import savepoint

pytestmark = pytest.mark.django_db
JUDGED = Judged(Finding.NOT_UPHELD, (Remedy.EXPLANATION,), "It was done as promised.")


@pytest.mark.parametrize("role", Role.values)
def test_who_is_complained_about_does_not_find_the_file(role: str) -> None:
    person = UserFactory(role=role)
    made = make.complaint(matter=Matter(person_id=person.pk))
    seen = viewer(person)
    assert list(queries.visible_complaints(viewer=seen)) == []
    with pytest.raises(NotFound):
        queries.visible_complaint(reference=made.reference, viewer=seen)
    assert person.pk not in dict(queries.possible_handlers(complaint=made))


@pytest.mark.parametrize("words", ["Morgan Brightwater", "mr. brightwater", "MORGAN at the counter"])
def test_a_name_is_enough_to_close_the_file_to_who_bears_it(words: str) -> None:
    named = UserFactory(role=Role.MANAGER, name="Morgan Brightwater")
    UserFactory(name="Morgan Brightwater", role=Role.WORKER)  # two: nobody can know who is meant
    made = make.complaint(matter=Matter(person_words=words))
    assert made.person_id is None
    assert list(queries.visible_complaints(viewer=viewer(named))) == []
    assert named.pk not in dict(queries.possible_handlers(complaint=made))
    assert list(queries.visible_complaints(viewer=make.manager())) == [made]


def test_a_full_name_that_only_one_person_has_is_understood() -> None:
    person = UserFactory(name="Ottoline Greystoke")
    assert make.complaint(matter=Matter(person_words="ottoline greystoke")).person_id == person.pk


def beside(team: Team) -> Viewer:
    """A supervisor of another team of the same department."""
    return make.supervisor(TeamFactory(code="beside", department=team.department, name_en="Beside", name_fr="À côté"))


@pytest.mark.parametrize("times", [0, 1])
def test_the_team_complained_about_neither_sees_nor_handles_it_and_the_team_beside_does(times: int) -> None:
    team = TeamFactory()
    boss, other = make.supervisor(team), beside(team)
    made = make.escalated(make.complaint(matter=make.about_team()), times=times)
    assert [list(queries.visible_complaints(viewer=one)) for one in (boss, other)] == [[], [made]]
    assert boss.user_id not in dict(queries.possible_handlers(complaint=made))
    with pytest.raises(operations.NotIndependent), savepoint():
        operations.assign(complaint=made, handler_id=boss.user_id, by=make.manager(), at=NOON)
    assert operations.assign(complaint=made, handler_id=other.user_id, by=other, at=NOON).handler_id == other.user_id


def test_the_last_stage_is_for_managers_of_other_departments() -> None:
    team = TeamFactory()
    own, other = make.manager(department=team.department), make.manager(department=DepartmentFactory(code="parks"))
    outsider = viewer(UserFactory(role=Role.SUPERVISOR, department=DepartmentFactory(code="parks")))
    made = make.escalated(make.complaint(matter=make.about_team()), times=2)
    assert made.stage == Stage.CHIEF_ADMINISTRATIVE_OFFICER
    assert [list(queries.visible_complaints(viewer=one)) for one in (own, other, outsider)] == [[], [made], []]
    handlers = dict(queries.possible_handlers(complaint=made))
    assert (own.user_id in handlers, other.user_id in handlers, outsider.user_id in handlers) == (False, True, False)


@pytest.mark.parametrize("role", [Role.CSR, Role.WORKER, Role.ADMINISTRATOR, Role.AUDITOR, Role.PRIVACY_OFFICER])
def test_a_role_that_handles_none_sees_none(role: str) -> None:
    make.complaint()
    assert list(queries.visible_complaints(viewer=viewer(UserFactory(role=role)))) == []


def test_who_is_concerned_cannot_act_with_a_file_in_hand() -> None:
    boss = make.manager()
    made = make.complaint(matter=Matter(person_id=boss.user_id))
    for act in (
        lambda: operations.decide(complaint=made, judged=JUDGED, by=boss, at=NOON),
        lambda: operations.inform(complaint=made, words="Soon.", by=boss, at=NOON),
        lambda: operations.note(complaint=made, words="Ha.", by=boss, at=NOON),
        lambda: operations.say_matter(complaint=made, matter=Matter(), by=boss, at=NOON),
        lambda: operations.close_with_ombudsman(complaint=made, words="Gone.", by=boss, at=NOON),
    ):
        with pytest.raises(NotFound), savepoint():
            act()


def test_a_handler_who_turns_out_to_be_meant_loses_the_file() -> None:
    boss, handler = make.manager(), beside(TeamFactory())
    made = make.complaint(matter=make.about_team())
    operations.assign(complaint=made, handler_id=handler.user_id, by=boss, at=NOON)
    made = operations.say_matter(complaint=made, matter=Matter(person_id=handler.user_id), by=boss, at=NOON)
    assert made.handler_id is None


def test_the_database_refuses_the_person_as_handler() -> None:
    person = UserFactory(role=Role.MANAGER)
    made = make.complaint(matter=Matter(person_id=person.pk))
    with pytest.raises(IntegrityError), transaction.atomic():
        Complaint.objects.filter(pk=made.pk).update(handler=person)


@pytest.mark.parametrize("stage", [Stage.FRONT_LINE, Stage.DEPARTMENT])
def test_the_database_refuses_the_team_complained_about(stage: str) -> None:
    boss, made = make.supervisor(TeamFactory()), make.complaint(matter=make.about_team())
    with pytest.raises(IntegrityError, match="not independent"), transaction.atomic():
        Complaint.objects.filter(pk=made.pk).update(handler=boss.user_id, stage=stage)


def test_the_database_refuses_a_decision_by_who_is_concerned() -> None:
    team = TeamFactory()
    made = make.escalated(make.complaint(matter=make.about_team()), times=2)
    for user in (make.supervisor(team), make.manager(department=team.department)):
        with pytest.raises(IntegrityError, match="not independent"), transaction.atomic():
            Decision.objects.create(
                complaint=made, stage=made.stage, finding="upheld", remedies=["apology"], reasons="So.",
                decided_at=NOON, decided_by_id=user.user_id,
            )  # fmt: skip
