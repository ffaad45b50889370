"""GET services."""

from townline.commands.open311_check.case import Case
from townline.commands.open311_check.documents import Record
from townline.commands.open311_check.rule import Outcome, RuleBook, Skipped, each, judge, verdict_on
from townline.commands.open311_check.rules.values import has_markup

book = RuleBook(section="GET Service List")
_FIELDS = ("service_code", "service_name", "description", "metadata", "type", "keywords", "group")


def is_boolean(record: Record, name: str) -> bool:
    value = record.fields.get(name)
    return isinstance(value, bool) if record.suffix == "json" else value in {"true", "false"}


def repeated(values: list[str | None]) -> list[str]:
    return sorted({value for value in values if value and values.count(value) > 1})


@book.must("services.shape", "The list is services/service in XML and a bare array of objects in JSON.")
def shape(case: Case) -> Outcome:
    documents = case.documents("services")
    bad = (d.answer.source for d in documents if not d.is_list_of("services", "service"))
    return verdict_on(bad, otherwise=", ".join(f"{d.suffix}: {len(d.root)} services" for d in documents))


@book.must("services.code-and-name", "Each service has a service_code and a service_name.")
def code_and_name(case: Case) -> Outcome:
    return each(case.services(), lambda s: s.text("service_code") and s.text("service_name"))


@book.should("services.all-fields", "Each service has all seven fields, empty ones included.")
def all_fields(case: Case) -> Outcome:
    return each(case.services(), lambda s: all(name in s.fields for name in _FIELDS))


@book.must("services.code-unique", "A service_code is listed once.")
def code_unique(case: Case) -> Outcome:
    documents = case.documents("services")
    bad = []
    for document in documents:
        twice = repeated([s.text("service_code") for s in document.records("services", "service")])
        bad += [f"{document.suffix}: {code}" for code in twice]
    return verdict_on(bad, otherwise="no code is repeated")


@book.must("services.metadata", "metadata is true or false (in JSON a boolean).")
def metadata(case: Case) -> Outcome:
    return each(case.services(), lambda s: is_boolean(s, "metadata"), show="metadata")


@book.must("services.type", "type is realtime, batch or blackbox.")
def type_is_known(case: Case) -> Outcome:
    return each(case.services(), lambda s: s.text("type") in {"realtime", "batch", "blackbox"}, show="type")


@book.must("services.keywords", "keywords is one text with commas, not a list.")
def keywords(case: Case) -> Outcome:
    return each(case.services(), lambda s: s.fields.get("keywords") is None or isinstance(s.fields["keywords"], str))


@book.should("services.plain-text", "Names and descriptions are plain text: clients show them as they are.")
def plain_text(case: Case) -> Outcome:
    def holds(s: Record) -> bool:
        return not has_markup(s.text("service_name")) and not has_markup(s.text("description"))

    return each(case.services(), holds)


@book.should("services.code-is-text", "In JSON a service_code is a string, so that 001 stays 001.")
def code_is_text(case: Case) -> Outcome:
    ours = [s for s in case.services() if s.suffix == "json"]
    return each(ours, lambda s: isinstance(s.fields.get("service_code"), str), show="service_code")


@book.must("services.formats-agree", "XML and JSON list the same services.")
def formats_agree(case: Case) -> Outcome:
    lists = [{s.text("service_code") for s in d.records("services", "service")} for d in case.documents("services")]
    if len(lists) < 2:
        raise Skipped("there is only one format")
    return judge(
        lists[0] == lists[1], f"{len(lists[0])} and {len(lists[1])} services, {len(lists[0] ^ lists[1])} in one only"
    )


@book.must("services.empty-argument", "An empty jurisdiction_id is the same as none.")
def empty_argument(case: Case) -> Outcome:
    case.live()
    plain = {s.text("service_code") for s in case.services()}
    with_empty = {
        s.text("service_code") for s in case.records("services", "services", "service", {"jurisdiction_id": ""})
    }
    return judge(plain == with_empty, f"{len(plain)} services without, {len(with_empty)} with jurisdiction_id=")
