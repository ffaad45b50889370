"""The arguments of GET requests. An empty argument is the same as none."""

import re
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _

from townline.api.open311.door import language_of
from townline.api.open311.refusals import Fault, Refused
from townline.service_requests.queries.open311 import LONGEST_LIST, Extra, Shown, Suffix, Wanted

SPAN = timedelta(days=90)
PAGE_SIZE = 50
_W3C = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d)?(?:\.\d+)?(Z|[+\- ]\d\d:\d\d)")


def wanted(*, arguments: QueryDict, at: datetime) -> Wanted:
    """Raises Refused with everything that is wrong."""
    references = _words(arguments, "service_request_id")
    faults: list[Fault] = []
    if references:
        if len(references) > LONGEST_LIST:
            raise Refused([Fault(400, _("service_request_id: name at most %s requests.") % LONGEST_LIST)])
        return Wanted(references=references)
    statuses = _words(arguments, "status")
    faults += [
        Fault(400, _("status: “%s” is neither open nor closed.") % status[:40])
        for status in statuses
        if status not in {"open", "closed"}
    ]
    extended = settings.OPEN311_EXTENSIONS
    after, before = (
        _moment(arguments, name, faults) if extended else None for name in ("updated_after", "updated_before")
    )
    start, end = _span(arguments, faults, at, has_other_limit=after is not None)
    limit, offset = _page(arguments, faults) if extended else (LONGEST_LIST, 0)
    if faults:
        raise Refused(faults)
    return Wanted(
        service_codes=_words(arguments, "service_code"),
        statuses=frozenset(statuses),
        start=start,
        end=end,
        updated_after=after,
        updated_before=before,
        limit=limit,
        offset=offset,
    )


def shown(*, arguments: QueryDict, suffix: Suffix) -> Shown:
    """The extras are sent only when they are asked for."""
    asked = frozenset(
        e for e in Extra if settings.OPEN311_EXTENSIONS and arguments.get(e.value, "").lower() in {"true", "1"}
    )
    return Shown(suffix, language_of(arguments), asked)


def _words(arguments: QueryDict, name: str) -> tuple[str, ...]:
    """Declared several times, with commas, or both."""
    given = (word.strip() for value in arguments.getlist(name) for word in value.split(","))
    return tuple(dict.fromkeys(word for word in given if word))


def _span(
    arguments: QueryDict, faults: list[Fault], at: datetime, *, has_other_limit: bool
) -> tuple[datetime | None, datetime | None]:
    start, end = _moment(arguments, "start_date", faults), _moment(arguments, "end_date", faults)
    if start and end:
        if end < start:
            faults.append(Fault(400, _("end_date is before start_date.")))
        elif end - start > SPAN:
            faults.append(Fault(400, _("start_date and end_date may lie at most 90 days apart.")))
    elif start:
        end = start + SPAN
    elif end:
        start = end - SPAN
    elif not has_other_limit:
        start = at - SPAN
    return start, end


def _moment(arguments: QueryDict, name: str, faults: list[Fault]) -> datetime | None:
    typed = arguments.get(name, "").strip()
    if not typed:
        return None
    match = _W3C.fullmatch(typed)
    try:
        # An unescaped plus sign arrives as a space.
        moment = (
            datetime.fromisoformat(
                "".join(filter(None, (match[1], "T", match[2], match[3], match[4].replace(" ", "+"))))
            )
            if match
            else None
        )
        if moment and 1900 <= moment.year <= 2200:
            return moment.astimezone(UTC)
    except ValueError:
        pass
    faults.append(Fault(400, _("%s: write a date with its time zone, like 2026-01-31T00:00:00Z.") % name))
    return None


def _page(arguments: QueryDict, faults: list[Fault]) -> tuple[int, int]:
    page, size = _whole(arguments, "page", 100_000, faults), _whole(arguments, "page_size", LONGEST_LIST, faults)
    if page is None and size is None:
        return LONGEST_LIST, 0
    size = size or PAGE_SIZE
    return size, ((page or 1) - 1) * size


def _whole(arguments: QueryDict, name: str, most: int, faults: list[Fault]) -> int | None:
    typed = arguments.get(name, "").strip()
    if not typed:
        return None
    if re.fullmatch(r"[0-9]{1,6}", typed) and 1 <= int(typed) <= most:
        return int(typed)
    faults.append(Fault(400, _("%(name)s: write a whole number from 1 to %(most)s.") % {"name": name, "most": most}))
    return None
