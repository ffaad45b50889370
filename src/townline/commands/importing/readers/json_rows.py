"""JSON: an array of objects, an object that holds one, or one object a line. Read piece by piece."""

import codecs
import io
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import chain, islice
from pathlib import Path
from typing import Any

from townline.commands.importing.readers.delimited import encoding_of
from townline.commands.importing.readers.table import FileShape, RawRow, Table, open_bytes
from townline.commands.importing.refusals import ImportRefused

CHUNK = 2**18
LONGEST_RECORD = 2**26
HEADER_SAMPLE = 2000


def open_json(path: Path, shape: FileShape, stack: ExitStack) -> Table:
    stream, position = open_bytes(path, stack)
    encoding = shape.encoding or _encoding(path)
    text = stack.enter_context(io.TextIOWrapper(stream, encoding=encoding, errors="replace"))
    records = _lines(text) if shape.format == "jsonl" or _is_lines(path) else _elements(text, shape.records)
    first = list(islice(records, HEADER_SAMPLE))
    header = list(dict.fromkeys(key for _, record in first if isinstance(record, dict) for key in flat(record)))
    if not header:
        raise ImportRefused(f"{path.name} holds no list of objects.")
    return Table(header, _rows(chain(first, records), header), path.stat().st_size, position)


def flat(record: dict[str, Any]) -> dict[str, str]:
    """Nested objects by dotted names; a null is an empty text."""
    cells: dict[str, str] = {}
    for key, value in record.items():
        if isinstance(value, dict):
            cells.update({f"{key}.{inner}": text for inner, text in flat(value).items()})
        else:
            cells[str(key)] = as_text(value)
    return cells


def as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        # An escaped half of a surrogate pair is legal JSON and no text.
        return value if value.isascii() else value.encode("utf-8", "replace").decode()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else str(value)


def _encoding(path: Path) -> str:
    found = encoding_of(path)
    return "utf-8" if found == "cp1252" else found


def _is_lines(path: Path) -> bool:
    return bool({".jsonl", ".ndjson"} & {suffix.lower() for suffix in path.suffixes})


def _rows(records: Iterator[tuple[int, Any]], header: list[str]) -> Iterator[RawRow]:
    for number, record in records:
        if isinstance(record, dict):
            cells = flat(record)
            yield RawRow(number, [cells.get(name, "") for name in header])
        else:
            yield RawRow(number, [], str(record) if isinstance(record, Broken) else "not an object with named values")


class Broken(str):
    """Stands for a record that is no JSON; says why."""

    __slots__ = ()


def _lines(text: io.TextIOWrapper) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(text, start=1):
        if line.strip():
            yield number, _loaded(line)


def _loaded(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        return Broken(f"no JSON: {error}")


def _elements(text: io.TextIOWrapper, records: str) -> Iterator[tuple[int, Any]]:
    """The elements of the array, each with its number from 1 on."""
    buffer = text.read(CHUNK).lstrip(codecs.BOM_UTF8.decode() + " \r\n\t")
    if not buffer.startswith("["):
        yield from enumerate(_array_inside(buffer + text.read(), records), start=1)
        return
    yield from enumerate(_stream(buffer[1:], lambda: text.read(CHUNK)), start=1)


def _stream(buffer: str, more: Callable[[], str]) -> Iterator[Any]:
    decoder = json.JSONDecoder()
    while True:
        buffer = buffer.lstrip(" \r\n\t,")
        if buffer.startswith("]"):
            return
        try:
            record, end = decoder.raw_decode(buffer)
        except (ValueError, RecursionError) as error:
            chunk = more()
            if not chunk or len(buffer) > LONGEST_RECORD:
                yield Broken(f"the file breaks off or is no JSON here: {error}")
                return
            buffer += chunk
            continue
        yield record
        buffer = buffer[end:] if end < len(buffer) else more()


def _array_inside(text: str, records: str) -> list[Any]:
    whole = _loaded(text)
    names = [records] if records else ["data", "results", "records", "rows", "features", "value", "requests"]
    if isinstance(whole, dict):
        return next((whole[name] for name in names if isinstance(whole.get(name), list)), [])
    return []
