"""Walk the chain and say what is wrong."""

from townline.commands.progress import counted
from townline.events import queries as events

MOST_SHOWN = 200
_WORDS = {
    events.Wrong.ROW_ALTERED: "event {event_id} was altered after seal {number}. It is now: {type} {uuid}",
    events.Wrong.ROW_MISSING: "event {event_id} is missing. It was there at seal {number}.",
    events.Wrong.ROW_INSERTED: "event {event_id} was put in by hand: {type} {uuid}",
    events.Wrong.SEAL_ALTERED: "seal {number} was altered, or does not follow the one before it.",
    events.Wrong.SEAL_MISSING: "seal {number} is missing.",
    events.Wrong.NOT_AS_EXPECTED: "seal {number} is another one than you expect: the chain was written anew.",
}


def print_head() -> int:
    print(events.head_of_log() or "Nothing is sealed yet.")
    return 0


def compare(expected: tuple[int, str] | None) -> int:
    rows = found = seals = 0
    with counted("Comparing seals", total=events.count_of_seals()) as advance:
        for part in events.verified_log(expected=expected):
            for finding in part.findings:
                found += 1
                if found <= MOST_SHOWN:
                    print(_words(finding))
            rows, seals = rows + part.events, seals + part.seals
            for _ in range(part.seals):
                advance()
    if found > MOST_SHOWN:
        print(f"... and {found - MOST_SHOWN:,} more.")
    head = events.head_of_log()
    print(
        f"{rows:,} events under {seals:,} seals compared; {events.unsealed_count():,} newer ones wait for their seal."
    )
    print(f"Head: {head}" if head else "Nothing is sealed yet.")
    print(f"{found:,} things are wrong." if found else "Everything is as it was sealed.")
    return 1 if found else 0


def _words(finding: events.Finding) -> str:
    return _WORDS[finding.wrong].format(
        event_id=finding.event_id, number=finding.number, type=finding.type, uuid=finding.uuid
    )
