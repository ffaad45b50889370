"""Two walls. A council office sees of the City's files what a rule opens; nobody of the City sees an office's own notes."""

from django.db.models import Q

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed
from townline.council.models import NoteReader
from townline.council.refusals import NotLetIn


def office_of(viewer: Viewer) -> int:
    """The councillor in whose office the viewer is. Raises NotAllowed for everybody else."""
    if not viewer.can(Capability.COUNCIL_OFFICE) or viewer.office_id is None:
        raise NotAllowed
    return viewer.office_id


def is_councillor(viewer: Viewer) -> bool:
    return office_of(viewer) == viewer.user_id


def may_read_notes(viewer: Viewer) -> bool:
    """The councillor, and the assistants whom the councillor has let in. No role of the City, whatever it may do."""
    if not viewer.can(Capability.COUNCIL_OFFICE) or viewer.office_id is None:
        return False
    let_in = NoteReader.objects.filter(councillor=viewer.office_id, assistant=viewer.user_id)
    return viewer.office_id == viewer.user_id or let_in.exists()


def own_notes(viewer: Viewer) -> Q:
    """Raises NotAllowed, and NotLetIn for an assistant whom the councillor has not let in."""
    office = office_of(viewer)
    if not may_read_notes(viewer):
        raise NotLetIn
    return Q(councillor=office)


def may_answer(viewer: Viewer) -> bool:
    return viewer.can(Capability.ANSWER_COUNCIL)


def may_keep_rules(viewer: Viewer) -> bool:
    return viewer.can(Capability.KEEP_COUNCIL_RULES)
