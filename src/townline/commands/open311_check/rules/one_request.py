"""GET one request, and GET the id behind a token."""

from townline.commands.open311_check.case import Case
from townline.commands.open311_check.documents import Document
from townline.commands.open311_check.rule import Outcome, RuleBook, Skipped, judge, verdict_on
from townline.commands.open311_check.rules.errors import refusal

book = RuleBook(section="GET Service Request")
tokens = RuleBook(section="GET service_request_id from a token")


def fetched(case: Case) -> tuple[str, list[Document]]:
    case.live()
    name = case.sample().text("service_request_id") or ""
    return name, case.documents(f"requests/{name}")


@book.must("request.shape", "One request is a list with one entry, not a bare object.")
def shape(case: Case) -> Outcome:
    _, documents = fetched(case)
    bad = (d.answer.source for d in documents if not d.is_list_of("service_requests", "request") or len(d.root) != 1)
    return verdict_on(bad, otherwise=f"{len(documents)} formats")


@book.must("request.id", "The request that was asked for is returned.")
def identity(case: Case) -> Outcome:
    name, documents = fetched(case)
    got = [r.text("service_request_id") for d in documents for r in d.records("service_requests", "request")]
    return judge(set(got) == {name}, f"asked for {name}, got {got}")


@book.must("request.as-listed", "A request says the same alone as in the list.")
def as_listed(case: Case) -> Outcome:
    name, documents = fetched(case)
    alone = next((r for d in documents for r in d.records("service_requests", "request")), None)
    if alone is None:
        raise Skipped("the request is not returned")
    same = [r for r in case.requests() if r.text("service_request_id") == name and r.suffix == alone.suffix]
    names = ("service_code", "requested_datetime", "address", "lat", "long")
    bad = (
        f"{n}: {alone.text(n)!r} alone, {r.text(n)!r} listed" for r in same for n in names if alone.text(n) != r.text(n)
    )
    return verdict_on(bad, otherwise=f"{name}: {', '.join(names)}")


@book.must("request.unknown-is-404", "An unknown service_request_id is answered 404 with errors.")
def unknown_is_404(case: Case) -> Outcome:
    return refusal(case, "requests/no-such-request-0", status=404)


@tokens.must("token.unknown-is-404", "An unknown token is answered 404 with errors.")
def unknown_token_is_404(case: Case) -> Outcome:
    return refusal(case, "tokens/no-such-token-0", status=404)
