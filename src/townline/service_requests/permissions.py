"""Who may see a request, and who may do what to it."""

from django.db.models import Q

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.service_requests.closing_values import Approval
from townline.service_requests.models import Closure, ServiceRequest
from townline.service_requests.workflow import Verb, verbs_in

NEEDS: dict[Verb, Capability] = {
    Verb.ACCEPT: Capability.WORK_ON_REQUESTS,
    Verb.DECLINE: Capability.WORK_ON_REQUESTS,
    Verb.MERGE: Capability.WORK_ON_REQUESTS,
    Verb.ASK: Capability.WORK_ON_REQUESTS,
    Verb.ANSWER: Capability.WORK_ON_REQUESTS,
    Verb.ASSIGN: Capability.ASSIGN,
    Verb.COMPLETE: Capability.WORK_ON_REQUESTS,
    Verb.CONFIRM: Capability.APPROVE,
    Verb.SEND_BACK: Capability.APPROVE,
    Verb.REOPEN: Capability.APPROVE,
    Verb.CANCEL: Capability.TAKE_REQUESTS,
}
ENFORCEMENT = "enforcement"


def _is_theirs(viewer: Viewer) -> Q:
    return Q(team__in=viewer.teams) | Q(department__in=viewer.departments) | Q(assignee__in=viewer.users)


def may_see(viewer: Viewer) -> Q:
    """Which requests the person may open."""
    if viewer.can(Capability.SEE_ALL_REQUESTS):
        if viewer.can(Capability.SEE_ENFORCEMENT):
            return Q()
        return ~Q(visibility=ENFORCEMENT) | _is_theirs(viewer) | Q(taken_by_id=viewer.user_id)
    return _is_theirs(viewer)


def may_know_customer(viewer: Viewer) -> Q:
    """The same as may_see_customer for a list: who complained is told to nobody who does not work on the case."""
    known = ~Q(visibility=ENFORCEMENT) | _is_theirs(viewer)
    return known | Q(uuid__in=viewer.opened) if viewer.opened else known


def is_theirs(*, request: ServiceRequest, viewer: Viewer) -> bool:
    """Is it the work of the person, of their team or of their department?"""
    return (
        request.team_id in viewer.teams
        or request.department_id in viewer.departments
        or (request.assignee_id is not None and request.assignee_id in viewer.users)
    )


def may_see_customer(*, request: ServiceRequest, viewer: Viewer) -> bool:
    """In an enforcement case the complainant is known only to the people who work on it, and by break-glass."""
    if not viewer.can(Capability.SEE_CUSTOMERS):
        return False
    return not is_sealed(request=request, viewer=viewer) or request.uuid in viewer.opened


def is_sealed(*, request: ServiceRequest, viewer: Viewer) -> bool:
    """Does the person not work on an enforcement case?"""
    return request.visibility == ENFORCEMENT and not is_theirs(request=request, viewer=viewer)


def may_break_glass(*, viewer: Viewer) -> bool:
    """Open what is sealed with a reason: only who sees customers at all."""
    return viewer.can(Capability.SEE_CUSTOMERS)


def allowed_verbs(*, request: ServiceRequest, viewer: Viewer, waiting: Closure | None = None) -> frozenset[Verb]:
    """The verbs that this person may use on this request now. `waiting` is the closing that somebody has to decide on."""
    if request.disposed_at is not None:
        return frozenset()
    verbs = {verb for verb in verbs_in(request.state) if may(verb=verb, request=request, viewer=viewer)}
    if waiting is None:
        return frozenset(verbs - {Verb.SEND_BACK})
    decides = may_decide(closure=waiting, request=request, viewer=viewer)
    deciding = verbs_in(request.state) & {Verb.CONFIRM, Verb.SEND_BACK}
    return frozenset(verbs | deciding if decides else verbs - deciding)


def may(*, verb: Verb, request: ServiceRequest, viewer: Viewer) -> bool:
    """Does the role allow the verb, and is the request theirs? Front-line staff may act on every request they see.

    But not on a sealed one: who gives it to their own team would unseal it.
    """
    needed = NEEDS.get(verb)
    if needed is None or not viewer.can_for(needed, team_id=request.team_id):
        return False
    if is_theirs(request=request, viewer=viewer):
        return True
    return viewer.can(Capability.SEE_ALL_REQUESTS) and request.visibility != ENFORCEMENT


def may_add_note(*, request: ServiceRequest, viewer: Viewer) -> bool:
    return request.disposed_at is None and viewer.can(Capability.WORK_ON_REQUESTS)


def may_release(*, request: ServiceRequest, viewer: Viewer) -> bool:
    """Let the public read the words and see the pictures: never of a request that is not public."""
    return request.visibility == "public" and viewer.can(Capability.WORK_ON_REQUESTS)


def may_judge(viewer: Viewer) -> Q:
    """Which disputed closings the person may judge: of their own people, and never one that they made themselves or agreed to."""
    theirs = Q(pk=None)
    if viewer.can(Capability.APPROVE):
        theirs = Q(request__team__in=viewer.teams) | Q(request__department__in=viewer.departments)
    if Capability.APPROVE in viewer.lent:
        theirs |= Q(request__team__in=viewer.lent_teams)
    closed = Q(closed_by_id__isnull=False, closed_by_id__in=viewer.users)
    approved = Q(approved_by_id__isnull=False, approved_by_id__in=viewer.users)
    return theirs & ~closed & ~approved


def may_name_followers(*, request: ServiceRequest, viewer: Viewer) -> bool:
    """Who else hears of a request. Nobody is added to an enforcement case, or to one that is disposed of."""
    allowed = viewer.can(Capability.WORK_ON_REQUESTS) and may_see_customer(request=request, viewer=viewer)
    return allowed and request.visibility != ENFORCEMENT and request.disposed_at is None


def may_decide(*, closure: Closure, request: ServiceRequest, viewer: Viewer) -> bool:
    """Approve a closing or send it back: a supervisor, or a colleague of the team where the rule says so; never one's own work.

    Not on behalf of who did it either: a stand-in has the right from the very person whose work it is.
    """
    if viewer.users & set(closure.workers):
        return False
    if may(verb=Verb.CONFIRM, request=request, viewer=viewer):
        return True
    is_colleague = request.team_id in viewer.teams and viewer.can(Capability.WORK_ON_REQUESTS)
    return closure.approval == Approval.PEER and is_colleague


def may_audit(*, closure: Closure, request: ServiceRequest, viewer: Viewer) -> bool:
    return not viewer.users & set(closure.workers) and may(verb=Verb.CONFIRM, request=request, viewer=viewer)
