"""GET a service definition."""

from collections.abc import Iterator
from urllib.parse import unquote

from townline.commands.open311_check.case import Case
from townline.commands.open311_check.documents import Document, Record, local
from townline.commands.open311_check.rule import Outcome, RuleBook, Skipped, each, verdict_on
from townline.commands.open311_check.rules.errors import refusal
from townline.commands.open311_check.rules.services import is_boolean, repeated

book = RuleBook(section="GET Service Definition")
LISTS = frozenset({"singlevaluelist", "multivaluelist"})
DATATYPES = LISTS | {"string", "number", "datetime", "text"}


def options(attribute: Record) -> list[Record]:
    return attribute.records("values", "value")


def is_list(attribute: Record) -> bool:
    return attribute.text("datatype") in LISTS and attribute.text("variable") == "true"


@book.must("definition.for-metadata", "A service that says metadata=true has a definition.")
def for_metadata(case: Case) -> Outcome:
    case.live()
    codes = [s.text("service_code") for s in case.services() if s.text("metadata") == "true" and s.suffix == "xml"]
    if not codes:
        raise Skipped("no service says metadata=true")
    bad = []
    for code in codes[:5]:
        answer = case.fetch(f"services/{code}.xml")
        if answer is None or answer.status != 200:
            bad.append(f"services/{code}.xml answered {answer.status if answer else 'nothing'}")
    return verdict_on(bad, otherwise=f"{min(len(codes), 5)} of {len(codes)} were fetched")


@book.must("definition.shape", "A definition has service_code and attributes; in JSON it is an object with an array.")
def shape(case: Case) -> Outcome:
    documents = case.definitions()
    return verdict_on(
        (d.answer.source for d in documents if not _has_shape(d)), otherwise=f"{len(documents)} definitions"
    )


def _has_shape(document: Document) -> bool:
    if document.suffix == "xml":
        attributes = document.root.find("{*}attributes")
        return (
            local(document.root.tag) == "service_definition"
            and attributes is not None
            and all(local(child.tag) == "attribute" for child in attributes)
        )
    return isinstance(document.root, dict) and isinstance(document.root.get("attributes"), list)


@book.must("definition.code", "A definition repeats the service_code that was asked for.")
def code(case: Case) -> Outcome:
    documents = case.definitions()
    bad = []
    for document in documents:
        said = document.record().text("service_code")
        asked = document.answer.source.partition("?")[0].rpartition("/")[2].removesuffix(f".{document.suffix}")
        if unquote(asked) != said:
            bad.append(f"{document.answer.source} says {said}")
    return verdict_on(bad, otherwise=f"{len(documents)} definitions")


@book.must(
    "definition.attribute-fields", "Each attribute has variable, code, datatype, required, order and description."
)
def attribute_fields(case: Case) -> Outcome:
    names = ("variable", "code", "datatype", "required", "order", "description")
    return each(case.attributes(), lambda a: all(a.text(name) for name in names))


@book.must("definition.booleans", "variable and required are true or false (in JSON booleans).")
def booleans(case: Case) -> Outcome:
    return each(case.attributes(), lambda a: is_boolean(a, "variable") and is_boolean(a, "required"), show="required")


@book.must("definition.datatype", "datatype is one of the six of the standard.")
def datatype(case: Case) -> Outcome:
    return each(case.attributes(), lambda a: a.text("datatype") in DATATYPES, show="datatype")


@book.must("definition.order", "order is a positive integer that no other attribute of the service has.")
def order(case: Case) -> Outcome:
    return verdict_on(_order_problems(case.definitions()), otherwise=f"{len(case.attributes())} attributes")


def _order_problems(documents: list[Document]) -> Iterator[str]:
    for document in documents:
        orders = [a.text("order") for a in document.record().records("attributes", "attribute")]
        yield from (
            f"{document.answer.source}: order {o!r}" for o in orders if not (o or "").isdigit() or int(o or 0) < 1
        )
        yield from (f"{document.answer.source}: order {o} twice" for o in repeated(orders))


@book.must("definition.code-unique", "An attribute code is used once in a service.")
def code_unique(case: Case) -> Outcome:
    bad = []
    for document in case.definitions():
        codes = [a.text("code") for a in document.record().records("attributes", "attribute")]
        bad += [f"{document.answer.source}: {name}" for name in repeated(codes)]
    return verdict_on(bad, otherwise="no code is repeated")


@book.must("definition.list-values", "A list offers values, each with its own key and a name.")
def list_values(case: Case) -> Outcome:
    lists = [a for a in case.attributes() if is_list(a)]

    def holds(attribute: Record) -> bool:
        found = options(attribute)
        complete = all(v.text("key") and v.text("name") for v in found)
        return bool(found) and complete and not repeated([v.text("key") for v in found])

    return each(lists, holds)


@book.should("definition.values-only-for-lists", "Only lists offer values.")
def values_only_for_lists(case: Case) -> Outcome:
    return each(case.attributes(), lambda a: a.text("datatype") in LISTS or not options(a))


@book.should("definition.statement-not-required", "An attribute that only shows text (variable=false) is not required.")
def statement_not_required(case: Case) -> Outcome:
    shown = [a for a in case.attributes() if a.text("variable") == "false"]
    return each(shown, lambda a: a.text("required") == "false", show="required")


@book.must("definition.unknown-is-404", "An unknown service_code is answered 404 with errors.")
def unknown_is_404(case: Case) -> Outcome:
    return refusal(case, "services/no-such-service-0", status=404)
