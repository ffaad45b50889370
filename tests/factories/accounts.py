import factory
from factory.django import DjangoModelFactory

from tests.factories.clock import NOON
from townline.accounts import queries
from townline.accounts.models import Department, Membership, Role, Team, User
from townline.accounts.values import Viewer


class DepartmentFactory(DjangoModelFactory[Department]):
    class Meta:
        model = Department
        django_get_or_create = ("code",)

    code = "roads"
    name_en = "Roads"
    name_fr = "Voirie"


class TeamFactory(DjangoModelFactory[Team]):
    class Meta:
        model = Team
        django_get_or_create = ("code",)

    department = factory.SubFactory(DepartmentFactory)
    code = "potholes"
    name_en = "Pothole crew"
    name_fr = "Équipe des nids-de-poule"


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User

    email = factory.Sequence(lambda number: f"person{number}@city.example")
    name = factory.Sequence(lambda number: f"Person {number}")
    role = Role.WORKER
    works_for = factory.LazyAttribute(
        lambda made: UserFactory(role=Role.COUNCILLOR) if made.role == Role.COUNCIL_ASSISTANT else None
    )


def member_of(team: Team, *, role: str = Role.WORKER) -> User:
    user = UserFactory(role=role, department=team.department)
    Membership.objects.create(team=team, user=user)
    return user


def viewer(user: User) -> Viewer:
    return queries.viewer_of(user=user, at=NOON)
