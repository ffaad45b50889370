"""GET requests: what its arguments do. Only a live server can be asked."""

from datetime import UTC, datetime, timedelta

from townline.commands.open311_check.case import Case
from townline.commands.open311_check.documents import Record
from townline.commands.open311_check.rule import Outcome, RuleBook, Skipped, judge, verdict_on
from townline.commands.open311_check.rules.errors import problems_of, refusal
from townline.commands.open311_check.rules.values import loose_moment, moment

book = RuleBook(section="GET Service Requests, Optional Arguments")


def ids(records: list[Record]) -> set[str]:
    return {r.text("service_request_id") or "" for r in records}


def listed(case: Case) -> list[Record]:
    case.live()
    requests = case.requests()
    if not requests:
        raise Skipped("the server lists no request")
    return requests


def w3c(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@book.must("filter.status", "status=open returns open requests only, status=closed closed ones, and both with a comma.")
def by_status(case: Case) -> Outcome:
    listed(case)
    counts, bad = {}, []
    for asked in ("open", "closed", "open,closed"):
        found = case.requests({"status": asked})
        counts[asked] = len(found)
        bad += [
            f"status={asked} returned {r.label}, {r.text('status')}"
            for r in found
            if r.text("status") not in asked.split(",")
        ]
    if counts["open"] and counts["closed"] and not counts["open,closed"]:
        bad.append("status=open,closed returned nothing")
    return verdict_on(bad, otherwise=", ".join(f"{count} for {name}" for name, count in counts.items()))


@book.must("filter.service-code", "service_code returns requests of that service; several are given with commas.")
def by_service_code(case: Case) -> Outcome:
    codes = list(dict.fromkeys(r.text("service_code") or "" for r in listed(case)))[:2]
    bad, seen = [], []
    for asked in (codes[0], ",".join(codes)):
        found = {r.text("service_code") for r in case.requests({"service_code": asked})}
        seen.append(f"{asked}: {len(found)} services")
        if not found or not found <= set(asked.split(",")):
            bad.append(f"service_code={asked} returned {sorted(str(one) for one in found)}")
    return verdict_on(bad, otherwise="; ".join(seen))


@book.must("filter.dates", "start_date and end_date limit requested_datetime.")
def by_dates(case: Case) -> Outcome:
    made = sorted(at for r in listed(case) if (at := moment(r.text("requested_datetime"))))
    if not made:
        raise Skipped("no request has a date with a zone")
    middle = made[len(made) // 2]
    start, end = middle - timedelta(hours=1), middle + timedelta(hours=1)
    found = [
        at
        for r in case.requests({"start_date": w3c(start), "end_date": w3c(end)})
        if (at := moment(r.text("requested_datetime")))
    ]
    bad = (
        f"{at} is outside {w3c(start)} to {w3c(end)}" for at in found if not start - timedelta(seconds=1) <= at <= end
    )
    return verdict_on(
        bad if found else ["nothing was returned"], otherwise=f"{len(found)} between {w3c(start)} and {w3c(end)}"
    )


@book.must("filter.over-90-days", "A range of more than 90 days is refused or cut to 90 days.")
def over_90_days(case: Case) -> Outcome:
    case.live()
    now = max((at for r in case.requests() if (at := moment(r.text("requested_datetime")))), default=None)
    if now is None:
        raise Skipped("no request has a date with a zone")
    query = {"start_date": w3c(now - timedelta(days=400)), "end_date": w3c(now)}
    answer = case.fetch("requests.xml", query)
    if answer is None:
        raise Skipped("no answer")
    if answer.status != 200:
        return verdict_on(problems_of(answer, 400), otherwise=f"refused with {answer.status}")
    made = [at for r in case.requests(query) if (at := loose_moment(r.text("requested_datetime")))]
    return judge(not made or max(made) - min(made) <= timedelta(days=91), f"{len(made)} requests within 90 days")


@book.must("filter.id", "service_request_id returns exactly the requests that are named, with commas.")
def by_id(case: Case) -> Outcome:
    named = sorted(ids(listed(case)))[:2]
    found = ids(case.requests({"service_request_id": ",".join(named)}))
    return judge(found == set(named), f"asked for {', '.join(named)}, got {', '.join(sorted(found)) or 'nothing'}")


@book.must("filter.id-overrides", "service_request_id overrides every other argument.")
def id_overrides(case: Case) -> Outcome:
    one = listed(case)[0]
    name = one.text("service_request_id") or ""
    other = "closed" if one.text("status") == "open" else "open"
    found = ids(case.requests({"service_request_id": name, "status": other, "service_code": "no-such-service-0"}))
    return judge(found == {name}, f"asked for {name} with status={other}, got {', '.join(sorted(found)) or 'nothing'}")


@book.must("filter.empty-arguments", "Empty arguments are the same as none.")
def empty_arguments(case: Case) -> Outcome:
    plain = listed(case)
    with_empty = case.requests(
        dict.fromkeys(("status", "service_code", "start_date", "end_date", "service_request_id"), "")
    )
    # A live city receives requests between two questions: a few may differ, an empty list may not.
    few = max(3, len(plain) // 50)
    return judge(
        len(ids(plain) ^ ids(with_empty)) <= few, f"{len(plain)} without, {len(with_empty)} with empty arguments"
    )


@book.must("filter.bad-date-is-400", "A date that is none is answered 400 with errors.")
def bad_date_is_400(case: Case) -> Outcome:
    return refusal(case, "requests", status=400, query={"start_date": "the day before yesterday"})


@book.must("filter.no-key", "Reading needs no api_key.")
def no_key(case: Case) -> Outcome:
    case.live()
    asked = [(path, answer) for path in ("services.xml", "requests.xml") if (answer := case.fetch(path))]
    bad = (f"{path} without a key answered {answer.status}" for path, answer in asked if answer.status in {401, 403})
    return verdict_on(bad, otherwise="services and requests are listed without a key")
