"""The ice storm of last winter: what was reported in its three days, what everybody was told, and its end."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from townline.accounts import queries as accounts
from townline.accounts.values import Viewer
from townline.catalog import queries as catalog
from townline.core.actor import RESIDENT
from townline.core.language import Text
from townline.core.transactions import transaction
from townline.service_requests import queries as requests
from townline.service_requests.operations import major_events as operations
from townline.service_requests.operations.major_events import Declared
from townline.service_requests.queries import major_events as queries
from townline.service_requests.values import MajorKind, ToldState

if TYPE_CHECKING:
    from townline.service_requests.models import MajorEvent

DAY = timedelta(days=1)
LASTED = 3 * DAY
SERVICES = (
    "road-plowing",
    "sidewalk-snow",
    "icy-surface",
    "fallen-tree",
    "streetlight-out",
    "driveway-blocked-by-plow",
)
NAME = Text("Ice storm of January", "Tempête de verglas de janvier")
WORDS = Text(
    "Freezing rain has fallen since the night. All plows and tree crews are out: main roads first, then bus routes, then "
    "side streets. News stands here twice a day.",
    "Il tombe de la pluie verglaçante depuis cette nuit. Toutes les déneigeuses et les équipes d’arboriculture sont sorties : "
    "d’abord les grandes rues, puis les parcours d’autobus, puis les rues résidentielles. Des nouvelles ici deux fois par jour.",
)
UPDATES = (
    (1, Text("The main roads are clear. Tonight the bus routes follow.", "Les grandes rues sont dégagées. Cette nuit, les parcours d’autobus suivent.")),
    (3, Text("Every street has been plowed once. What broke is being mended by its turn.", "Chaque rue a été déneigée une fois. On répare ce qui s’est brisé, chacun son tour.")),
)  # fmt: skip


def storm(*, at: datetime) -> None:
    began = _last_january(at)
    boss = next(user for user in accounts.all_users().order_by("pk") if user.role == "manager")
    by = accounts.viewer_of(user=boss, at=at)
    known = catalog.catalogue().by_code
    services = [known[code].id for code in SERVICES if code in known]
    told = Declared(MajorKind.STORM, NAME, WORDS, services, [], began)
    major = operations.declare(declared=told, by=by, at=began + timedelta(hours=2))
    came = requests.visible_requests(viewer=by).filter(
        service_id__in=services, submitted_at__gte=began, submitted_at__lt=began + LASTED
    )
    for uuid, moment in came.order_by("submitted_at").values_list("uuid", "submitted_at"):
        operations.join_new(request=uuid, by=RESIDENT, at=max(moment, major.declared_at))
    for days, words in UPDATES:
        _tell(major, words, by, began + days * DAY)
    operations.end(major=major, by=by, at=began + LASTED + DAY)


def _tell(major: "MajorEvent", words: Text, by: Viewer, at: datetime) -> None:
    """As it was then: nobody gets this mail today."""
    if not queries.board(major=major).people:
        return
    update = operations.update_all(major=major, words=words, by=by, at=at)
    with transaction():
        for listener in queries.next_listeners(update=update, limit=100_000):
            quiet = listener.preferred == "nothing"
            operations.mark_told(listener=listener, state=ToldState.NO_WAY if quiet else ToldState.TOLD, at=at)


def _last_january(at: datetime) -> datetime:
    """The night to the twentieth, of this year or of the one before."""
    year = at.year if at > datetime(at.year, 2, 15, tzinfo=UTC) else at.year - 1
    return datetime(year, 1, 20, 8, tzinfo=UTC)
