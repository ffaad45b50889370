"""GET requests: what each listed request says."""

from datetime import timedelta

from townline.commands.open311_check.case import Case
from townline.commands.open311_check.documents import Record
from townline.commands.open311_check.rule import Outcome, RuleBook, Skipped, each, judge, verdict_on
from townline.commands.open311_check.rules.services import repeated
from townline.commands.open311_check.rules.values import has_markup, is_web_address, loose_moment, moment, number

book = RuleBook(section="GET Service Requests, Response")
_DATES = ("requested_datetime", "updated_datetime", "expected_datetime")
# Those that the standard does not mark "may not be returned".
_FIELDS = (
    "service_request_id", "status", "service_name", "service_code", "description", "requested_datetime",
    "updated_datetime", "address", "address_id", "zipcode", "lat", "long", "media_url",
)  # fmt: skip


def numeric(record: Record, name: str) -> bool:
    return record.text(name) is None or number(record.text(name)) is not None


@book.must("requests.shape", "The list is service_requests/request in XML and a bare array of objects in JSON.")
def shape(case: Case) -> Outcome:
    documents = case.documents("requests")
    bad = (d.answer.source for d in documents if not d.is_list_of("service_requests", "request"))
    return verdict_on(bad, otherwise=", ".join(f"{d.suffix}: {len(d.root)} requests" for d in documents))


@book.must("requests.id", "Each request has a service_request_id.")
def identity(case: Case) -> Outcome:
    return each(case.requests(), lambda r: r.text("service_request_id"))


@book.must("requests.id-unique", "A request is listed once.")
def id_unique(case: Case) -> Outcome:
    bad = []
    for document in case.documents("requests"):
        ids = [r.text("service_request_id") for r in document.records("service_requests", "request")]
        bad += [f"{document.suffix}: {one}" for one in repeated(ids)]
    return verdict_on(bad, otherwise="no id is repeated")


@book.must("requests.status", "status is open or closed, in lower case.")
def status(case: Case) -> Outcome:
    return each(case.requests(), lambda r: r.fields.get("status") in {"open", "closed"}, show="status")


@book.must("requests.code-and-date", "Each request says its service_code and its requested_datetime.")
def code_and_date(case: Case) -> Outcome:
    return each(case.requests(), lambda r: r.text("service_code") and r.text("requested_datetime"))


@book.should("requests.all-fields", "Fields that are not marked as optional are present, even if empty.")
def all_fields(case: Case) -> Outcome:
    requests = case.requests()
    if not requests:
        raise Skipped("the list is empty")
    missing = {name: sum(name not in r.fields for r in requests) for name in _FIELDS}
    bad = (f"{name} is missing from {count} of {len(requests)}" for name, count in missing.items() if count)
    return verdict_on(bad, otherwise=f"{len(requests)} requests")


@book.must("requests.dates", "Dates are W3C (ISO 8601 with T) and say their time zone.")
def dates(case: Case) -> Outcome:
    requests = case.requests()
    if not requests:
        raise Skipped("the list is empty")
    given = [(r, name, text) for r in requests for name in _DATES if (text := r.text(name))]
    bad = (f"{r.label}: {name} is {text!r}" for r, name, text in given if moment(text) is None)
    return verdict_on(bad, otherwise=f"{len(given)} dates")


@book.should("requests.closed-has-date", "A closed request says in updated_datetime when it was closed.")
def closed_has_date(case: Case) -> Outcome:
    asked = None if case.probe.is_recorded else {"status": "closed"}
    closed = [r for r in case.requests(asked) if (r.text("status") or "").lower() == "closed"]
    return each(closed, lambda r: r.text("updated_datetime"), show="updated_datetime")


@book.should("requests.not-updated-before-made", "updated_datetime is not before requested_datetime.")
def not_updated_before_made(case: Case) -> Outcome:
    def holds(r: Record) -> bool:
        made, changed = loose_moment(r.text("requested_datetime")), loose_moment(r.text("updated_datetime"))
        return made is None or changed is None or changed >= made

    return each(case.requests(), holds, show="updated_datetime")


@book.must("requests.coordinates", "lat and long come together, are numbers and lie on the earth.")
def coordinates(case: Case) -> Outcome:
    def holds(r: Record) -> bool:
        lat, long = r.text("lat"), r.text("long")
        if lat is None or long is None:
            return lat == long
        at = (number(lat), number(long))
        return at[0] is not None and at[1] is not None and abs(at[0]) <= 90 and abs(at[1]) <= 180

    return each(case.requests(), holds, show="lat")


@book.should("requests.no-zero-place", "A place that is not known is left empty, not put at latitude 0, longitude 0.")
def no_zero_place(case: Case) -> Outcome:
    return each(case.requests(), lambda r: number(r.text("lat")) != 0 or number(r.text("long")) != 0, show="lat")


@book.must("requests.description", "A description has at most 4,000 characters and no HTML.")
def description(case: Case) -> Outcome:
    def holds(r: Record) -> bool:
        text = r.text("description") or ""
        return len(text) <= 4000 and not has_markup(text)

    return each(case.requests(), holds)


@book.must("requests.media-url", "media_url is a full web address or empty.")
def media_url(case: Case) -> Outcome:
    given = [r for r in case.requests() if r.text("media_url")]
    return each(given, lambda r: is_web_address(r.text("media_url")), show="media_url")


@book.should(
    "requests.codes-are-text", "In JSON ids and codes are strings, in every request alike (as in the published schema)."
)
def codes_are_text(case: Case) -> Outcome:
    ours = [r for r in case.requests() if r.suffix == "json"]
    names = ("service_request_id", "service_code", "address_id", "zipcode")
    return each(ours, lambda r: all(r.fields.get(name) is None or isinstance(r.fields[name], str) for name in names))


@book.should("requests.place-is-number", "In JSON lat and long are numbers (as in the published schema).")
def place_is_number(case: Case) -> Outcome:
    ours = [r for r in case.requests() if r.suffix == "json"]
    return each(
        ours,
        lambda r: not isinstance(r.fields.get("lat"), str) and not isinstance(r.fields.get("long"), str),
        show="lat",
    )


@book.must("requests.at-most-1000", "Without arguments at most 1,000 requests are returned.")
def at_most_1000(case: Case) -> Outcome:
    counts = {d.suffix: len(d.records("service_requests", "request")) for d in case.documents("requests")}
    return judge(max(counts.values()) <= 1000, ", ".join(f"{count} in {name}" for name, count in counts.items()))


@book.must("requests.within-90-days", "Without arguments the requests of the last 90 days are returned.")
def within_90_days(case: Case) -> Outcome:
    made = [at for r in case.requests() if (at := loose_moment(r.text("requested_datetime")))]
    if not made:
        raise Skipped("no request has a date")
    # A day more: dates are compared without their zones.
    return judge(max(made) - min(made) <= timedelta(days=91), f"from {min(made)} to {max(made)}")
