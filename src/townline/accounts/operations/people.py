"""Add, change and lock out members of staff."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.mail import send_mail
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from townline.accounts import event_types
from townline.accounts.models import Membership, Role, User
from townline.accounts.operations.last_day import give_last_day
from townline.accounts.permissions import COUNCIL_ROLES
from townline.accounts.rights import actor_who_may_change
from townline.accounts.values import Viewer
from townline.core.actor import Actor
from townline.core.changes import apply
from townline.core.errors import OperationRefused
from townline.core.subjects import subject_uuid
from townline.core.transactions import transaction
from townline.events import operations as events


class UserRefused(OperationRefused):
    message = _("Write a name, an e-mail address that nobody else has, and choose a role.")


def save_user(
    *,
    user: User | None,
    values: dict[str, object],
    by: Viewer | Actor,
    at: datetime,
    teams: Iterable[int] | None = None,
    password: str | None = None,
) -> User:
    """`values` are the fields to change; None for a new person. Without a password, they set one by the link in their mail.

    Raises NotAllowed, UserRefused. Names and addresses are not written to the log: only which fields changed.
    """
    actor = actor_who_may_change(by)
    user = user or User()
    _keep_custody(user, values)
    values = {**values, **({"email": str(values["email"]).strip().lower()} if "email" in values else {})}
    department = values.pop("department", user.department)
    changes = apply(user, values)
    user.department = department  # type: ignore[assignment]  # a Department or None by the form
    if user.role in COUNCIL_ROLES:  # no file of a team or a department is theirs
        user.department, teams = None, ()
    _bind(user, changes, at)
    taken = User.objects.filter(email__iexact=user.email).exclude(pk=user.pk).exists()
    if not user.name.strip() or not user.email or taken or user.role not in Role.values:
        raise UserRefused
    was = changes.get("email", [""])[0] if user.pk and user.role in COUNCIL_ROLES else ""
    with transaction():
        if password is not None or not user.pk:
            user.password = make_password(password)
        user.save()
        if teams is not None:
            changes |= _set_teams(user, set(teams))
        kept = {
            name: change if name in {"role", "language", "teams", "works_for_id"} else []
            for name, change in changes.items()
        }
        events.record(event_types.UserChanged(user.pk, kept), subject=user_subject(user.pk), by=actor, at=at)
    if was:
        _tell_old_address(user, str(was))
    return user


def _tell_old_address(user: User, was: str) -> None:
    """Whoever reads the mail of a council office can sign in as it: the office hears where its mail goes from now on."""
    with translation.override(user.language):
        words = gettext(
            "From now on the office of %(name)s signs in with %(email)s. Did you not ask for this? Call the city clerk at once: "
            "whoever reads mail at that address can open your notes."
        )
        send_mail(
            gettext("Your sign-in has a new address"),
            words % {"name": user.name, "email": user.email},
            settings.DEFAULT_FROM_EMAIL,
            [was],
        )


def _keep_custody(user: User, values: Mapping[str, object]) -> None:
    """An office's notes and the City's files are two custodies: no account goes from one to the other. Raises UserRefused."""
    role = values.get("role", user.role)
    if user.pk and role != user.role and {role, user.role} & COUNCIL_ROLES:
        raise UserRefused(
            _("The account of a council office keeps its role, and no other account becomes one. Make another account.")
        )
    if "role_until" in values:
        raise UserRefused(_("The last day comes from the term of office. Change it under Settings, Council."))


def _bind(user: User, changes: dict[str, list[object]], at: datetime) -> None:
    """An assistant belongs to a councillor and their role ends with that term. Raises UserRefused."""
    before = user.works_for_id
    if user.role != Role.COUNCIL_ASSISTANT:
        user.works_for_id = None
    else:
        councillor = User.objects.filter(pk=before or 0, role=Role.COUNCILLOR).first()
        if councillor is None:
            raise UserRefused(_("Say for which councillor this assistant works."))
        give_last_day(user=user, until=councillor.role_until, today=timezone.localtime(at).date())
    if before != user.works_for_id:
        changes["works_for_id"] = [before, user.works_for_id]


def user_subject(user_id: int) -> UUID:
    return subject_uuid(kind="user", id=user_id)


def _set_teams(user: User, wanted: set[int]) -> dict[str, list[object]]:
    present = set(Membership.objects.filter(user=user).values_list("team_id", flat=True))
    if present == wanted:
        return {}
    Membership.objects.filter(user=user).exclude(team_id__in=wanted).delete()
    rows = [Membership(team_id=team_id, user=user) for team_id in sorted(wanted)]
    Membership.objects.bulk_create(rows, ignore_conflicts=True)
    return {"teams": [sorted(present), sorted(wanted)]}


def choose_language(*, user: User, language: str, at: datetime) -> User:
    """The language in which a person reads the desk: their own choice."""
    with transaction():
        changes = apply(user, {"language": language})
        user.save(update_fields=["language"])
        events.record(event_types.UserChanged(user.pk, changes), subject=user_subject(user.pk), by=user.actor, at=at)
    return user


def remember_preference(*, user: User, name: str, value: object) -> None:
    """How a person likes their screens. Not an event: it concerns nobody else."""
    user.preferences = {**user.preferences, name: value}
    user.save(update_fields=["preferences"])
