"""Who of the staff looked at whom in the last weeks, what was opened with a reason, and what staff were told about it."""

import random
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from townline.accounts import queries as accounts
from townline.accounts.values import Viewer
from townline.commands.sample_city.sign_ins import DOMAIN
from townline.privacy import operations as privacy
from townline.privacy.reading import Seen, What
from townline.privacy.values import Verdict
from townline.service_requests import operations as service_requests
from townline.service_requests import queries

if TYPE_CHECKING:
    from townline.service_requests.models import ServiceRequest

DAYS, A_DAY = 20, 15
POLICY_EN = (
    "The City counts contacts and requests of its customer service staff, week by week, so that each person can see their own work "
    "and speak about it with their supervisor. Nobody else sees a figure about a named person. Figures are not used for discipline."
)
POLICY_FR = (
    "La Ville compte, semaine par semaine, les contacts et les demandes de son personnel du service à la clientèle, pour que chaque "
    "personne voie son propre travail et en parle avec son superviseur. Personne d’autre ne voit un chiffre sur une personne nommée. "
    "Les chiffres ne servent pas aux mesures disciplinaires."
)
REASONS = (
    ("The fire service asks who reported the blocked exit, to find the right door.", "justified", "Confirmed with the fire service."),
    ("A neighbour is in the office and wants to know who complained.", "not_justified", "Nobody may be told. Spoken with the manager."),
    ("The complainant left glasses at the counter; their name is on no form.", "", ""),
)  # fmt: skip


def look(*, at: datetime, chance: random.Random) -> None:
    privacy.make_read_partitions(on=(at - timedelta(days=DAYS)).date())
    _tell_staff(at)
    known = queries.visible_requests(viewer=_viewer("manager", at)).filter(customer__isnull=False)
    recent = list(known.exclude(visibility="enforcement").select_related("customer").order_by("-id")[:200])
    readers = [_viewer(who, at).user_id for who in ("csr", "supervisor", "manager")]
    for back in range(DAYS, 0, -1):
        day = (at - timedelta(days=back)).replace(hour=14)
        for minute in sorted(chance.sample(range(180), A_DAY)):
            request = chance.choice(recent)
            privacy.log_reads(
                reader_id=chance.choice(readers),
                page="request",
                seen=[_seen(request)],
                at=day + timedelta(minutes=minute),
            )
    _open(at)


def _seen(request: "ServiceRequest") -> Seen:
    person = request.customer.uuid if request.customer else None
    return Seen(What.REQUEST.value, person, request.uuid)


def _tell_staff(at: datetime) -> None:
    privacy.record_monitoring_policy(
        text_en=POLICY_EN,
        text_fr=POLICY_FR,
        approved_by="City Manager, directive HR-17",
        policy_date=date(at.year, 1, 1),
        by=_viewer("administrator", at),
        at=at - timedelta(days=DAYS),
    )


def _open(at: datetime) -> None:
    """Three enforcement cases, by the manager: one was right, one was not, one waits for the privacy officer."""
    manager, officer = _viewer("manager", at), _viewer("privacy", at)
    sealed = [
        case
        for case in queries.visible_requests(viewer=manager).filter(visibility="enforcement", customer__isnull=False)[
            :40
        ]
        if case.department_id not in manager.departments and case.team_id not in manager.teams
    ]
    for number, (case, (reason, verdict, note)) in enumerate(zip(sealed, REASONS, strict=False)):
        opened_at = at - timedelta(days=9 - 4 * number, hours=3)
        service_requests.open_sealed(reference=case.reference, reason=reason, by=manager, at=opened_at)
        if verdict:
            opened = privacy.break_glass(
                subject=case.uuid, reason=reason, by=manager.actor, at=opened_at
            )  # the same one
            privacy.review_break_glass(
                uuid=opened.uuid, verdict=Verdict(verdict), note=note, by=officer, at=opened_at + timedelta(days=1)
            )


def _viewer(who: str, at: datetime) -> Viewer:
    user = next(user for user in accounts.all_users() if user.email == f"{who}@{DOMAIN}")
    return accounts.viewer_of(user=user, at=at)
