"""A row of the file into a RequestRecord. Everything that does not depend on the row is worked out once, up front."""

import difflib
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import blake2b
from zlib import crc32

from townline.commands.importing import values
from townline.commands.importing.mapping import Cells, Moment, RequestMapping, Rule, SourceId, Vocabulary
from townline.commands.importing.readers import RawRow
from townline.commands.importing.record import CLOSED_STATES, NOT_RECORDED, RequestRecord
from townline.commands.importing.refusals import ImportRefused, RowRejected

Reading = Callable[[list[str]], str]
LONGEST_SERVICE, LONGEST_PLACE, LONGEST_POSTAL_CODE = 160, 1_000, 12
A_DAY = timedelta(days=1)
LONGEST_ID, LONGEST_WORD, LONGEST_NAME, LONGEST_ADDRESS, LONGEST_TEXT = (
    80,
    80,
    120,
    300,
    20_000,
)  # as the tables have them


class RowMapper:
    """`remarks` counts what was read in another way than it stands, so that nothing is changed silently."""

    def __init__(self, *, mapping: RequestMapping, header: list[str]) -> None:
        self.mapping = mapping
        self.remarks: Counter[str] = Counter()
        self._columns = Columns(header)
        columns = self._columns
        self._id = _id_reader(mapping.id, columns)
        self._service = columns.joined(mapping.service)
        self._pieces = _pieces_reader(mapping.submitted, columns) if mapping.submitted.pieces else None
        self._submitted = self._moment(mapping.submitted)
        self._reviewed = self._moment(mapping.reviewed)
        self._assigned = self._moment(mapping.assigned)
        self._closed = self._moment(mapping.closed)
        self._due = self._moment(mapping.due)
        self._status = word_reader(mapping.status, columns, what="status")
        self._status_rules = _rules(mapping.status.when, columns)
        self._outcome = word_reader(mapping.outcome, columns, what="outcome")
        self._outcome_rules = _rules(mapping.outcome.when, columns)
        self._channel = word_reader(mapping.channel, columns, what="channel")
        self._texts = tuple(
            columns.joined(each)
            for each in (mapping.description, mapping.resolution, mapping.department, mapping.team, mapping.customer)
        )
        place = mapping.place
        self._place = tuple(
            columns.one(name)
            for name in (
                place.address,
                place.postal_code,
                place.description,
                place.latitude,
                place.longitude,
                place.point,
            )
        )

    def record(self, row: RawRow) -> RequestRecord:
        """Raises RowRejected with the reason."""
        if row.fault:
            raise RowRejected(row.fault)
        cells = row.cells
        source_id = self._id(cells)
        service = values.one_line(self._service(cells))
        if not service:
            raise RowRejected("the service is empty")
        state, status_word = self._state(cells)
        submitted_at = self._submitted_at(cells, source_id)
        closed_at = self._closed(cells)
        if closed_at and state not in CLOSED_STATES:
            self._remark("open, but with a closing date: the date is left out")
            closed_at = None
        channel, channel_word = self._channel(cells)
        description, resolution, department, team, customer = (values.cleaned(read(cells)) for read in self._texts)
        address, postal_code, place, position = self._location(cells)
        return RequestRecord(
            source_id=source_id,
            service=service[:LONGEST_SERVICE],
            state=state,
            channel=channel or NOT_RECORDED,
            submitted_at=submitted_at,
            reviewed_at=self._not_before(submitted_at, self._reviewed(cells)),
            assigned_at=self._not_before(submitted_at, self._assigned(cells)),
            closed_at=self._not_before(submitted_at, closed_at),
            due_at=self._due(cells),
            outcome=self._how_it_ended(cells, state),
            description=description[:LONGEST_TEXT],
            resolution=resolution[:LONGEST_TEXT],
            address=address,
            postal_code=postal_code,
            place=place,
            lat=position[0] if position else None,
            lon=position[1] if position else None,
            department=department[:LONGEST_NAME],
            team=team[:LONGEST_NAME],
            customer=values.without_decimals(customer)[:LONGEST_ID],
            status_word=status_word[:LONGEST_WORD],
            channel_word=channel_word,
        )

    def _moment(self, spec: Moment) -> Callable[[list[str]], datetime | None]:
        if not spec.names:
            return lambda _: None
        read = self._columns.joined(spec)
        parse = values.moment_parser(formats=spec.formats, zone=self.mapping.zone)
        return lambda cells: parse(read(cells))

    def _state(self, cells: list[str]) -> tuple[str, str]:
        state, word = self._status(cells)
        for read, rule in self._status_rules:
            if (not rule.only or rule.only == state) and rule.contains in read(cells):
                return rule.then, word
        return state, word

    def _how_it_ended(self, cells: list[str], state: str) -> str:
        if state not in CLOSED_STATES:
            return ""
        for read, rule in self._outcome_rules:
            if rule.contains in read(cells):
                return rule.then
        return self._outcome(cells)[0] or NOT_RECORDED

    def _submitted_at(self, cells: list[str], source_id: str) -> datetime:
        if self._pieces:
            moment = self._pieces(cells, source_id)
            return values.in_utc(moment, zone=self.mapping.zone, text=str(moment))
        moment_or_none = self._submitted(cells)
        if moment_or_none is None:
            raise RowRejected("the date of the request is empty")
        return moment_or_none

    def _location(self, cells: list[str]) -> tuple[str, str, str, tuple[float, float] | None]:
        address, postal_code, place, latitude, longitude, point = (read(cells) for read in self._place)
        position = values.coordinates(latitude, longitude) or (values.point_in(point) if point else None)
        return (
            values.one_line(address)[:LONGEST_ADDRESS],
            values.without_decimals(values.one_line(postal_code))[:LONGEST_POSTAL_CODE],
            values.one_line(place)[:LONGEST_PLACE],
            position,
        )

    def _not_before(self, submitted_at: datetime, moment: datetime | None) -> datetime | None:
        if moment is None or moment >= submitted_at:
            return moment
        # A closing day without a time lies before the hour of the request: that is no contradiction.
        if submitted_at - moment > A_DAY:
            self._remark("a step dated before the request itself: the request's own date is used")
        return submitted_at

    def _remark(self, text: str) -> None:
        self.remarks[text] += 1


class Columns:
    """The header, asked by name. A column that is not there stops the import, with the names that come near."""

    def __init__(self, header: list[str]) -> None:
        self._index = {name: number for number, name in reversed(list(enumerate(header)))}

    def one(self, name: str) -> Reading:
        if not name:
            return lambda _: ""
        number = self.number(name)
        return lambda cells: cells[number]

    def joined(self, spec: Cells) -> Reading:
        if len(spec.names) < 2:
            return self.one(spec.names[0] if spec.names else "")
        numbers = [self.number(name) for name in spec.names]
        join = spec.join
        return lambda cells: join.join([cells[number] for number in numbers if cells[number]])

    def number(self, name: str) -> int:
        if name not in self._index:
            near = difflib.get_close_matches(name, self._index, n=3) or list(self._index)
            raise ImportRefused(f"The file has no column {name!r}. Did you mean {', '.join(map(repr, near))}?")
        return self._index[name]


def _id_reader(spec: SourceId, columns: Columns) -> Reading:
    read = columns.joined(spec)
    numbers: Counter[str] = Counter()
    keys = [columns.number(name) for name in spec.names]

    def plain(cells: list[str]) -> str:
        source_id = values.without_decimals(values.one_line(read(cells)))
        if not source_id:
            raise RowRejected("the id is empty")
        if len(source_id) > LONGEST_ID:
            raise RowRejected(f"the id is longer than {LONGEST_ID} characters")
        return source_id

    def counted(cells: list[str]) -> str:
        key = "|".join([cells[number] for number in keys])
        numbers[key] += 1
        return f"{blake2b(key.encode(), digest_size=8).hexdigest()}-{numbers[key]}"

    return counted if spec.count else plain


def word_reader(spec: Vocabulary, columns: Columns, *, what: str) -> Callable[[list[str]], tuple[str, str]]:
    read = columns.one(spec.column)
    known: dict[str, tuple[str, str]] = {}

    def meaning(text: str) -> tuple[str, str]:
        word = values.one_line(text)
        first = word.split(spec.separator)[0].strip() if spec.separator else word
        ours = spec.words.get(first, spec.otherwise)
        if not ours and spec.words and (first or what == "status"):
            raise RowRejected(f"the {what} {word[:60]!r} is not in the mapping")
        return ours, word

    def of(cells: list[str]) -> tuple[str, str]:
        text = read(cells)
        found = known.get(text)
        if found is None:
            found = known[text] = meaning(text)
        return found

    return of


def _rules(rules: tuple[Rule, ...], columns: Columns) -> list[tuple[Reading, Rule]]:
    return [(columns.one(rule.column), rule) for rule in rules]


def _pieces_reader(spec: Moment, columns: Columns) -> Callable[[list[str], str], datetime]:
    """Year, month, day, hour and minute in columns of their own.

    A file that hides the day gives month and weekday: one of the month's such weekdays then stands in, the same each time.
    """
    read = {piece: columns.one(name) for piece, name in spec.pieces.items()}
    if unknown := set(read) - {"year", "month", "day", "weekday", "hour", "minute"}:
        raise ImportRefused(
            f"[submitted.pieces] knows year, month, day, weekday, hour, minute; not {', '.join(unknown)}."
        )

    def of(cells: list[str], source_id: str) -> datetime:
        texts = {piece: reading(cells).strip() for piece, reading in read.items()}
        if "year" not in texts and "-" in texts.get("month", ""):
            texts["year"], texts["month"] = texts["month"].split("-", 1)
        parts = {name: values.whole(texts[name], what=name) for name in texts if name != "weekday"}
        if not parts.get("year"):
            raise RowRejected("the date of the request is empty")
        try:
            day = datetime(parts["year"], parts.get("month") or 1, parts.get("day") or 1)  # type: ignore[arg-type]  # noqa: DTZ001
            if weekday := _weekday(spec, texts.get("weekday", "")):
                nth = crc32(source_id.encode())
                found = values.nth_weekday(year=day.year, month=day.month, weekday=weekday - 1, nth=nth)
                day = values.start_of_day(found)
            return day.replace(hour=parts.get("hour") or 0, minute=parts.get("minute") or 0)
        except (ValueError, OverflowError) as error:
            raise RowRejected(f"{' '.join(texts.values())!r} is not a date: {error}") from error

    return of


def _weekday(spec: Moment, word: str) -> int:
    if word and word not in spec.weekdays:
        raise RowRejected(f"the weekday {word!r} is not in the mapping")
    return spec.weekdays.get(word, 0)
