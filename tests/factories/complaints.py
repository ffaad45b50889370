"""Complaints, received and brought on by the verbs of the room."""

from datetime import timedelta
from typing import Any

from tests.factories.accounts import TeamFactory, UserFactory, member_of, viewer
from tests.factories.clock import NOON
from townline.accounts.models import Department, Membership, Role, Team, User
from townline.accounts.values import Viewer
from townline.complaints import operations
from townline.complaints.models import Complaint, Praise
from townline.complaints.values import Finding, Judged, Kind, Matter, Remedy, Said
from townline.core.actor import RESIDENT
from townline.customers.values import Contact

ADA = Contact(name="Ada Resident", email="ada@mail.example")


def said(kind: Kind = Kind.COMPLAINT, **changes: Any) -> Said:
    fields = {"kind": kind, "words": "Nobody came, twice.", "wants": "A date that holds.", "contact": ADA}
    return Said(**{**fields, **changes})


def complaint(**changes: Any) -> Complaint:
    made = operations.receive(said=said(**changes), by=RESIDENT, at=NOON)
    assert isinstance(made, Complaint)
    return made


def praise(kind: Kind = Kind.COMPLIMENT, **changes: Any) -> Praise:
    made = operations.receive(said=said(kind, **changes), by=RESIDENT, at=NOON)
    assert isinstance(made, Praise)
    return made


def manager(*, team: Team | None = None, department: Department | None = None) -> Viewer:
    user = UserFactory(role=Role.MANAGER, department=department or (team.department if team else None))
    if team:
        Membership.objects.create(team=team, user=user)
    return viewer(user)


def supervisor(team: Team) -> Viewer:
    return viewer(member_of(team, role=Role.SUPERVISOR))


def user_of(one: Viewer) -> User:
    return User.objects.get(pk=one.user_id)


def decided(made: Complaint, *, days: int = 3, finding: Finding = Finding.PARTLY_UPHELD) -> Complaint:
    judged = Judged(finding, (Remedy.APOLOGY, Remedy.REDO_WORK), "The crew went to the wrong street.")
    operations.decide(complaint=made, judged=judged, by=manager(), at=NOON + timedelta(days=days))
    made.refresh_from_db()
    return made


def escalated(made: Complaint, *, times: int = 1) -> Complaint:
    for number in range(times):
        made = decided(made, days=3 + number)
        made = operations.escalate(complaint=made, words="No.", by=RESIDENT, at=NOON + timedelta(days=4 + number))
    return made


def about_team() -> Matter:
    return Matter(team_id=TeamFactory().pk)
