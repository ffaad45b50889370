"""Service discovery: one stable file that says which endpoints there are."""

from townline.commands.open311_check.case import Case
from townline.commands.open311_check.documents import Document, Record, Unreadable, read
from townline.commands.open311_check.rule import Outcome, RuleBook, Skipped, each, failed, judge, passed, verdict_on
from townline.commands.open311_check.rules.values import is_web_address

GEOREPORT = "http://wiki.open311.org/GeoReport_v2"
book = RuleBook(section="Service Discovery")


def discoveries(case: Case) -> list[Document]:
    found = [answer for name in ("xml", "json") if (answer := case.discovery(name)) and answer.status in {None, 200}]
    documents = []
    for answer in found:
        try:
            documents.append(read(answer))
        except Unreadable:
            continue
    if not documents:
        raise Skipped("no discovery file is at hand")
    return documents


def endpoints(case: Case) -> list[Record]:
    return [e for document in discoveries(case) for e in document.record().records("endpoints", "endpoint")]


def formats_of(endpoint: Record) -> list[str]:
    value = endpoint.fields.get("formats")
    if endpoint.suffix == "xml":
        return (
            [(child.text or "").strip() for child in value] if value is not None and not isinstance(value, str) else []
        )
    return [str(item) for item in value] if isinstance(value, list) else []


@book.must("discovery.both-formats", "The discovery file exists as XML and as JSON.")
def both_formats(case: Case) -> Outcome:
    case.live()
    missing = []
    for name in ("xml", "json"):
        answer = case.discovery(name)
        if answer is None or answer.status != 200:
            missing.append(f"discovery.{name} answered {answer.status if answer else 'nothing'}")
    return verdict_on(missing, otherwise="discovery.xml and discovery.json answer 200")


@book.must("discovery.fields", "changeset, contact, key_service and at least one endpoint are given.")
def fields(case: Case) -> Outcome:
    problems = []
    for document in discoveries(case):
        record = document.record()
        problems += [
            f"{document.suffix}: {n} is missing" for n in ("changeset", "contact", "key_service") if not record.text(n)
        ]
        if not record.records("endpoints", "endpoint"):
            problems.append(f"{document.suffix}: no endpoint")
    return verdict_on(problems, otherwise="all fields are there")


@book.must("discovery.endpoint-fields", "Each endpoint has specification, url, changeset, type and formats.")
def endpoint_fields(case: Case) -> Outcome:
    names = ("specification", "url", "changeset", "type")
    return each(endpoints(case), lambda e: all(e.text(name) for name in names) and formats_of(e))


@book.must("discovery.specification", f"One endpoint at least names the specification {GEOREPORT}.")
def specification(case: Case) -> Outcome:
    named = sorted({e.text("specification") or "nothing" for e in endpoints(case)})
    return judge(GEOREPORT in named, f"named: {', '.join(named)}")


@book.must("discovery.endpoint-type", "An endpoint's type is production or test.")
def endpoint_type(case: Case) -> Outcome:
    return each(endpoints(case), lambda e: e.text("type") in {"production", "test"}, show="type")


@book.must("discovery.endpoint-url", "An endpoint's url is a full web address.")
def endpoint_url(case: Case) -> Outcome:
    return each(endpoints(case), lambda e: is_web_address(e.text("url")), show="url")


@book.must("discovery.formats", "Every GeoReport v2 endpoint offers text/xml; JSON is application/json.")
def formats(case: Case) -> Outcome:
    ours = [e for e in endpoints(case) if e.text("specification") == GEOREPORT]
    return each(ours, lambda e: {"text/xml"} <= set(formats_of(e)) <= {"text/xml", "application/json"})


@book.must("discovery.json-is-spark", "The JSON is the XML by the Spark convention: endpoints and formats are arrays.")
def json_is_spark(case: Case) -> Outcome:
    document = next((d for d in discoveries(case) if d.suffix == "json"), None)
    if document is None:
        raise Skipped("no discovery.json is at hand")
    listed = document.root.get("endpoints") if isinstance(document.root, dict) else None
    if not isinstance(listed, list) or not all(isinstance(item, dict) for item in listed):
        return failed("endpoints is not an array of objects")
    return judge(all(isinstance(e.get("formats"), list) for e in listed), f"{len(listed)} endpoints in an array")


@book.must("discovery.formats-agree", "XML and JSON say the same.")
def formats_agree(case: Case) -> Outcome:
    documents = discoveries(case)
    if len(documents) < 2:
        raise Skipped("there is only one format")
    names = ("changeset", "contact", "key_service")
    one, two = ([d.record().text(n) for n in names] for d in documents)
    urls = [sorted(e.text("url") or "" for e in d.record().records("endpoints", "endpoint")) for d in documents]
    return judge(one == two and urls[0] == urls[1], f"{one} with {len(urls[0])} endpoints; {two} with {len(urls[1])}")


@book.should(
    "discovery.json-declared", "JSON that works is declared in the endpoint's formats, and what is declared works."
)
def json_declared(case: Case) -> Outcome:
    case.live()
    declared = any("application/json" in formats_of(e) for e in endpoints(case) if e.text("specification") == GEOREPORT)
    says = f"declared: {declared}, services.json works: {case.offers_json}"
    return passed(says) if declared == case.offers_json else failed(says)
