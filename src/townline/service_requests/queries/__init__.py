from townline.service_requests.queries.asked_by import asked_by
from townline.service_requests.queries.desk import (
    MOST_COUNTED,
    Order,
    QueueFilters,
    QueueRow,
    Tab,
    queue_counts,
    work_queue,
)
from townline.service_requests.queries.drafts import drafts_of, is_draft_open_to, open_draft, request_of_draft
from townline.service_requests.queries.export import public_requests_csv
from townline.service_requests.queries.figures import FiguresAreOff, Week, figures_of
from townline.service_requests.queries.find_customers import find_customers, seen_among
from townline.service_requests.queries.near import NearRequest, nearby_open
from townline.service_requests.queries.of_customer import (
    NotYourCustomer,
    VisibleCustomer,
    customer_of_reference,
    known_customer,
    open_requests_of,
    timeline_of,
    visible_customer,
)
from townline.service_requests.queries.of_place import history_of_place
from townline.service_requests.queries.people import (
    followers_of,
    note_by_id,
    open_work_of,
    request_of_event,
    requests_of,
    uuid_of,
)
from townline.service_requests.queries.photos import (
    draft_photo,
    photos_for_reporter,
    photos_of_draft,
    private_photo,
    public_photo,
    released_photos,
    visible_photo,
)
from townline.service_requests.queries.public import (
    PublicFilters,
    PublicRow,
    most_used,
    notes_for_reporter,
    points_json,
    public_list,
    public_notes,
)
from townline.service_requests.queries.public_place import public_point
from townline.service_requests.queries.record import OtherRequest, Record, changes_since, record_of
from townline.service_requests.queries.references import references_of, subject_of, subjects_of
from townline.service_requests.queries.sealed_away import subjects_open_to
from townline.service_requests.queries.search import Found, PersonFound, search
from townline.service_requests.queries.visible import (
    PrivateView,
    private_request,
    public_request,
    track_token,
    visible_request,
    visible_requests,
)
from townline.service_requests.queries.wards import (
    WardCounts,
    counts_by_ward,
    counts_of_city,
    public_open,
    services_received,
)

__all__ = [
    "WardCounts",
    "counts_by_ward",
    "counts_of_city",
    "public_open",
    "services_received",
    "MOST_COUNTED",
    "FiguresAreOff",
    "Found",
    "NearRequest",
    "NotYourCustomer",
    "Order",
    "OtherRequest",
    "PersonFound",
    "PrivateView",
    "PublicFilters",
    "PublicRow",
    "QueueFilters",
    "QueueRow",
    "Record",
    "Tab",
    "VisibleCustomer",
    "Week",
    "asked_by",
    "changes_since",
    "customer_of_reference",
    "draft_photo",
    "drafts_of",
    "figures_of",
    "find_customers",
    "followers_of",
    "history_of_place",
    "is_draft_open_to",
    "known_customer",
    "most_used",
    "nearby_open",
    "note_by_id",
    "notes_for_reporter",
    "open_draft",
    "open_requests_of",
    "open_work_of",
    "photos_for_reporter",
    "photos_of_draft",
    "points_json",
    "private_photo",
    "private_request",
    "public_list",
    "public_notes",
    "public_photo",
    "public_point",
    "public_request",
    "public_requests_csv",
    "queue_counts",
    "record_of",
    "references_of",
    "released_photos",
    "request_of_draft",
    "request_of_event",
    "requests_of",
    "search",
    "seen_among",
    "subject_of",
    "subjects_of",
    "subjects_open_to",
    "timeline_of",
    "track_token",
    "uuid_of",
    "visible_customer",
    "visible_photo",
    "visible_request",
    "visible_requests",
    "work_queue",
]
