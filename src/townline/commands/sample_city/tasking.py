"""Work of several departments in the sample city: plans of three services, agreements, requests on their way through them."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from townline.accounts import queries as accounts
from townline.accounts.values import Viewer
from townline.catalog import queries as catalog
from townline.core.actor import SYSTEM
from townline.service_requests import queries as requests
from townline.service_requests.operations import tasks as operations
from townline.service_requests.operations.tasks import NewTask
from townline.service_requests.queries import tasks as queries
from townline.service_requests.values import TaskEvidence, TaskState
from townline.service_requests.workflow import State

if TYPE_CHECKING:
    from townline.accounts.models import Team
    from townline.service_requests.models import ServiceRequest, Task

HOUR = timedelta(hours=1)
EACH = 6  # requests of each service
# Service, whether the last task completes it, its steps: team, days, evidence, after, English, French.
PLANS: tuple[tuple[str, bool, tuple[Any, ...]], ...] = (
    ("watermain-break", True, (
        ("water-mains", 1, "both", [], "Find the break and close it", "Trouver le bris et le réparer"),
        ("road-repair", 3, "note", [1], "Fill the trench and pave it", "Remplir la tranchée et la paver"),
        ("street-cleanliness", 2, "nothing", [2], "Clean the street", "Nettoyer la rue"),
    )),
    ("light-pole-damaged", False, (
        ("signs-markings", 1, "note", [], "Put up barriers", "Poser des barrières"),
        ("street-lighting", 5, "note", [1], "Set a new pole", "Installer un nouveau poteau"),
        ("sidewalks", 5, "photo", [2], "Mend the sidewalk around it", "Réparer le trottoir autour"),
    )),
    ("fallen-tree", False, (
        ("forestry", 2, "note", [], "Cut it and clear the way", "Couper l’arbre et dégager la voie"),
        ("road-repair", 4, "note", [1], "Mend what it broke", "Réparer ce qu’il a brisé"),
    )),
)  # fmt: skip
# From (a team, a department or anybody) to: how soon.
AGREEMENTS = (
    (("team", "water-mains"), ("team", "road-repair"), 4, "business_hours"),
    (None, ("department", "roads"), 1, "business_days"),
    (None, ("department", "traffic"), 1, "business_days"),
    (("team", "road-repair"), ("team", "street-cleanliness"), 2, "business_days"),
)
# Work that somebody divided by hand: services, then the other team's part and what waits for it.
BY_HAND = (
    ("road-damage", "water-mains", "Mark the pipes and cables", "Dig and pave"),
    ("sidewalk-damage", "forestry", "Cut back the roots", "Lay the slabs again"),
    ("catch-basin-blocked", "street-cleanliness", "Sweep the leaves away", "Flush the basin"),
    ("street-sign", "street-lighting", "Take the sign off the pole", "Put up the new one"),
)
WORDS = {"en": "Done as agreed; nothing left on the ground.", "fr": "Fait comme prévu; rien n’est resté sur place."}


def divide(*, at: datetime) -> None:
    boss = next(user for user in accounts.all_users().order_by("pk") if user.role == "manager")
    viewer = accounts.viewer_of(user=boss, at=at)
    for giver, taker, quantity, unit in AGREEMENTS:
        values = {**_side("from", giver), **_side("to", taker), "quantity": quantity, "unit": unit}
        operations.save_agreement(agreement=None, values=values, by=SYSTEM, at=at - 400 * HOUR)
    for code, completes, steps in PLANS:
        _plan(code, completes, steps, at=at)
        ready = requests.visible_requests(viewer=viewer).filter(state=State.ASSIGNED, service__code=code)
        for number, request in enumerate(ready.order_by("-assigned_at")[:EACH]):
            _bring_on(request, number, at=at)
    for code, team, first, then in BY_HAND:
        ready = requests.visible_requests(viewer=viewer).filter(state=State.ASSIGNED, service__code=code)
        for number, request in enumerate(ready.select_related("team").order_by("-assigned_at")[:EACH]):
            _divide_by_hand(request, accounts.team_coded(code=team), (first, then), viewer, number, at=at)


def _plan(code: str, completes: bool, steps: tuple[Any, ...], *, at: datetime) -> None:  # noqa: FBT001 - a column of the table above
    service = catalog.catalogue().by_code[code]
    values = {"service_id": service.id, "completes_request": completes}
    plan = operations.save_plan(plan=None, values=values, by=SYSTEM, at=at - 400 * HOUR)
    for position, (team, days, evidence, after, english, french) in enumerate(steps, start=1):
        step = {
            "plan_id": plan.pk, "position": position, "team_id": accounts.team_coded(code=team).pk, "quantity": days,
            "evidence": TaskEvidence(evidence), "after": after, "title_en": english, "title_fr": french,
        }  # fmt: skip
        operations.save_step(step=None, values=step, by=SYSTEM, at=at - 400 * HOUR)


def _side(side: str, which: tuple[str, str] | None) -> dict[str, int]:
    if which is None:
        return {}
    kind, code = which
    row = accounts.team_coded(code=code) if kind == "team" else accounts.department_coded(code=code)
    return {f"{side}_{kind}_id": row.pk}


def _divide_by_hand(
    request: "ServiceRequest", team: "Team", titles: tuple[str, str], by: Viewer, number: int, *, at: datetime
) -> None:
    if request.team is None:
        return
    moment = max(request.assigned_at or at, at - 130 * HOUR)
    first = operations.add_task(request=request, new=NewTask(titles[0], team, quantity=2), by=by, at=moment)
    own = NewTask(titles[1], request.team, after=[first.uuid])
    operations.add_task(request=request, new=own, by=by, at=moment)
    _do_some(request, number, moment, at=at)


def _bring_on(request: "ServiceRequest", number: int, *, at: datetime) -> None:
    moment = max(request.assigned_at or at, at - 150 * HOUR)
    operations.lay_down(request=request, by=SYSTEM, at=moment)
    _do_some(request, number, moment, at=at)


def _do_some(request: "ServiceRequest", number: int, moment: datetime, *, at: datetime) -> None:
    """The first has only begun, the next is further, and so on."""
    for _turn in range((number + 1) % 3):
        moment = min(moment + (5 + 9 * number) * HOUR, at - HOUR)
        open_task = next((task for task in queries.tasks_of(request=request) if task.state == TaskState.OPEN), None)
        if open_task is None or open_task.evidence in {TaskEvidence.PHOTO, TaskEvidence.BOTH}:
            return
        by = _somebody_of(open_task, at=at)
        if by is None:
            return
        operations.take_up(task=open_task, by=by, at=moment)
        moment = min(moment + 3 * HOUR, at - HOUR)
        operations.finish_task(task=open_task, result=WORDS[by.language], by=by, at=moment)


def _somebody_of(task: "Task", *, at: datetime) -> Viewer | None:
    person = accounts.members_of(team_ids={task.team_id}).first()
    return accounts.viewer_of(user=person, at=at) if person else None
