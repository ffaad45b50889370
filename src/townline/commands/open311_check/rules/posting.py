"""POST requests. These rules write: they run only where --post was given, and say so in the description they send."""

from collections.abc import Iterable

from townline.commands.open311_check.answers import Answer
from townline.commands.open311_check.case import Case, Writing
from townline.commands.open311_check.documents import Record, read
from townline.commands.open311_check.rule import Outcome, RuleBook, Skipped, failed, judge, verdict_on
from townline.commands.open311_check.rules.definitions import LISTS, options
from townline.commands.open311_check.rules.errors import problems_of

book = RuleBook(section="POST Service Request", writes=True)
Form = dict[str, list[str]]
_WORDS = "Open311 conformance check. This is a test: please close it."
_EXAMPLES = {"number": "1", "datetime": "2026-01-15T10:00:00Z"}


def allowed(case: Case) -> Writing:
    if case.writing is None:
        raise Skipped("writing rules run with --post")
    return case.writing


def service_of(case: Case) -> Record:
    asked = allowed(case).service_code
    services = case.services()
    if asked:
        found = next((s for s in services if s.text("service_code") == asked), None)
        if found is None:
            raise Skipped(f"the service {asked} is not listed")
        return found
    return next((s for s in services if s.text("metadata") == "false"), services[0])


def attributes_of(case: Case, service: Record) -> list[Record]:
    if service.text("metadata") != "true":
        return []
    document = case.documents(f"services/{service.text('service_code')}")[0]
    return [a for a in document.record().records("attributes", "attribute") if a.text("variable") == "true"]


def answer_to(attribute: Record) -> tuple[str, list[str]]:
    datatype = attribute.text("datatype") or ""
    code = attribute.text("code")
    keys = [option.text("key") or "" for option in options(attribute)]
    if datatype == "multivaluelist":
        return f"attribute[{code}][]", keys[:2]
    return f"attribute[{code}]", keys[:1] if datatype in LISTS else [_EXAMPLES.get(datatype, "Test")]


def place_of(case: Case) -> Form:
    for request in case.requests():
        if request.text("lat") and request.text("long"):
            return {"lat": [request.text("lat") or ""], "long": [request.text("long") or ""]}
    return {"address_string": ["1 Main Street"]}


def form_of(case: Case, *, without: Iterable[str] = (), **other: str) -> list[tuple[str, str]]:
    """A complete form for the service, less some arguments, with some others."""
    service = service_of(case)
    form: Form = {
        "api_key": [allowed(case).api_key],
        "service_code": [service.text("service_code") or ""],
        "description": [_WORDS],
        **place_of(case),
        **dict(answer_to(a) for a in attributes_of(case, service)),
    }
    form.update({name: [value] for name, value in [*allowed(case).extra, *other.items()]})
    return [(name, value) for name, values in form.items() if name not in set(without) for value in values]


def refused(case: Case, form: list[tuple[str, str]], status: int) -> Outcome:
    answers = [case.post(f"requests.{suffix}", form) for suffix in case.formats]
    problems = [problem for answer in answers for problem in problems_of(answer, status)]
    return verdict_on(problems, otherwise=f"{status} with errors in {' and '.join(case.formats)}")


def created(case: Case, suffix: str) -> tuple[Answer, list[Record]]:
    answer = case.post(f"requests.{suffix}", form_of(case))
    if answer.status not in {200, 201}:
        return answer, []
    return answer, read(answer).records("service_requests", "request")


@book.must("post.no-key-is-403", "Without an api_key the answer is 403 with errors.")
def no_key_is_403(case: Case) -> Outcome:
    return refused(case, form_of(case, without=["api_key"]), 403)


@book.must("post.wrong-key-is-403", "With an unknown api_key the answer is 403 with errors.")
def wrong_key_is_403(case: Case) -> Outcome:
    return refused(case, form_of(case, api_key="no-such-key-0"), 403)


@book.must("post.no-service-is-400", "Without a service_code the answer is 400 with errors.")
def no_service_is_400(case: Case) -> Outcome:
    return refused(case, form_of(case, without=["service_code"]), 400)


@book.must("post.unknown-service-is-404", "With an unknown service_code the answer is 404 with errors.")
def unknown_service_is_404(case: Case) -> Outcome:
    return refused(case, form_of(case, service_code="no-such-service-0"), 404)


@book.must("post.no-place-is-400", "Without lat and long, address_string or address_id the answer is 400 with errors.")
def no_place_is_400(case: Case) -> Outcome:
    return refused(case, form_of(case, without=["lat", "long", "address_string", "address_id"]), 400)


@book.must("post.half-place-is-400", "lat without long is not a place: 400 with errors.")
def half_place_is_400(case: Case) -> Outcome:
    return refused(case, form_of(case, without=["long", "address_string", "address_id"], lat="43.9"), 400)


@book.must("post.no-required-attribute-is-400", "Without a required attribute the answer is 400 with errors.")
def no_required_attribute_is_400(case: Case) -> Outcome:
    required = [a for a in attributes_of(case, service_of(case)) if a.text("required") == "true"]
    if not required:
        raise Skipped("the service has no required attribute; choose one with --service-code")
    return refused(case, form_of(case, without=[answer_to(required[0])[0]]), 400)


@book.must(
    "post.created", "A complete form creates a request; the answer is a list of one with an id or a token, never both."
)
def creates(case: Case) -> Outcome:
    problems, seen = [], []
    for suffix in case.formats:
        answer, records = created(case, suffix)
        names = [n for r in records for n in ("service_request_id", "token") if r.text(n)]
        seen.append(f"{suffix}: {answer.status}, {', '.join(r.label for r in records)}")
        if answer.status not in {200, 201} or len(records) != 1 or len(names) != 1:
            problems.append(
                f"{answer.source} answered {answer.status} with {len(records)} entries {names}: {answer.body[:200]!r}"
            )
    return verdict_on(problems, otherwise="; ".join(seen))


@book.must("post.can-be-read", "A request that was created can be read by its id, with the service that was sent.")
def can_be_read(case: Case) -> Outcome:
    names = [
        r.text("service_request_id")
        for suffix in case.formats
        for r in created(case, suffix)[1]
        if r.text("service_request_id")
    ]
    if not names:
        raise Skipped("no id was returned")
    records = [r for name in names for r in case.records(f"requests/{name}", "service_requests", "request")]
    code = service_of(case).text("service_code")
    return judge(
        records and {r.text("service_code") for r in records} == {code}, f"{', '.join(str(n) for n in names)}: {code}"
    )


@book.must("post.token-resolves", "A token can be exchanged at tokens/[token].")
def token_resolves(case: Case) -> Outcome:
    token = next((r.text("token") for r in created(case, "xml")[1] if r.text("token")), None)
    if token is None:
        raise Skipped("ids are returned at once")
    answer = case.fetch(f"tokens/{token}.xml")
    return judge(
        answer is not None and answer.status == 200,
        f"tokens/{token}.xml answered {answer.status if answer else 'nothing'}",
    )


@book.must("post.address-alone", "address_string alone is a place.")
def address_alone(case: Case) -> Outcome:
    answer = case.post("requests.xml", form_of(case, without=["lat", "long"], address_string="1 Main Street"))
    return judge(answer.status in {200, 201}, f"answered {answer.status}: {answer.body[:200]!r}")


@book.must("post.long-description", "A description over 4,000 characters is refused with 400 or kept to 4,000.")
def long_description(case: Case) -> Outcome:
    answer = case.post("requests.xml", form_of(case, description=("Open311 check, a test. " * 200)[:4001]))
    if answer.status not in {200, 201}:
        return verdict_on(problems_of(answer, 400), otherwise="refused with 400")
    name = next((r.text("service_request_id") for r in read(answer).records("service_requests", "request")), None)
    if name is None:
        raise Skipped("no id was returned")
    kept = case.records(f"requests/{name}", "service_requests", "request")
    lengths = [len(r.text("description") or "") for r in kept]
    return judge(max(lengths, default=0) <= 4000, f"kept {lengths}") if kept else failed("it cannot be read")
