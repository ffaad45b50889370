"""The guesses written out as a mapping."""

import json
from itertools import islice
from pathlib import Path

from townline.commands.importing.drafting.guess import guess
from townline.commands.importing.drafting.shapes import Sample, date_formats, plain
from townline.commands.importing.drafting.words import CHANNEL_WORDS, STATUS_WORDS
from townline.commands.importing.readers import Table, open_table

SAMPLE = 5000
FINISH = "# TO FINISH:"


def draft(path: Path) -> str:
    """The text of a TOML file. A guess about a word says so; what was not found is left to fill in."""
    with open_table(path=path) as table:
        rows = [row.cells for row in islice(table.rows, SAMPLE) if not row.fault]
        samples = [Sample(name, [row[number].strip() for row in rows]) for number, name in enumerate(table.header)]
        chosen = guess(samples)
        _count_the_rest(table, samples, [chosen[name] for name in ("status", "channel") if name in chosen])
    return "\n".join([*_head(path), *_body(chosen, samples)]) + "\n"


def _count_the_rest(table: Table, samples: list[Sample], counted: list[Sample]) -> None:
    """A rare word late in the file would reject its rows: the columns of words are read to the end."""
    numbers = [(samples.index(sample), sample) for sample in counted]
    for row in table.rows:
        if not row.fault:
            for number, sample in numbers:
                sample.cells.append(row.cells[number].strip())


def _head(path: Path) -> list[str]:
    name = path.name.split(".")[0]
    return [
        f"# A draft for {path.name}. Read every line, above all the words of [status.words] and [channel.words].",
        "# Then try it:  townline import requests FILE --mapping THIS-FILE --dry-run",
        f"title = {_quoted(name)}",
        f"source = {_quoted(plain(name).replace(' ', '_') or 'import')}",
        f'time_zone = "America/Toronto"  {FINISH} the zone of the times in the file',
        f"words_are_public = false  {FINISH} true where the city has published these texts already",
    ]


def _body(chosen: dict[str, Sample], samples: list[Sample]) -> list[str]:
    lines = [*_id(chosen, samples), *_column(chosen, "service"), *_submitted(chosen, samples)]
    for name in ("assigned", "closed", "due"):
        lines += _moment(name, chosen[name]) if name in chosen else []
    lines += _words("status", chosen, STATUS_WORDS, "submitted")
    lines += _words("channel", chosen, CHANNEL_WORDS, "other") if "channel" in chosen else []
    for name in ("department", "team", "description", "resolution"):
        lines += _column(chosen, name) if name in chosen else []
    return lines + _place(chosen, samples) + _unused(chosen, samples)


def _id(chosen: dict[str, Sample], samples: list[Sample]) -> list[str]:
    if "id" in chosen:
        return _column(chosen, "id")
    names = ", ".join(_quoted(sample.name) for sample in samples if sample.name)
    return [
        "",
        f"[id]  {FINISH} no column is unique; keep those that never change",
        f"columns = [{names}]",
        "count = true",
    ]


def _column(chosen: dict[str, Sample], name: str) -> list[str]:
    return [
        "",
        f"[{name}]",
        f"column = {_quoted(chosen[name].name)}" if name in chosen else f'column = ""  {FINISH} not found',
    ]


def _submitted(chosen: dict[str, Sample], samples: list[Sample]) -> list[str]:
    if "submitted" not in chosen:
        return _column(chosen, "submitted")
    day = chosen["submitted"]
    first_word = plain(day.name).split()[:1]
    times = [each for each in samples if each.is_time_of_day and plain(each.name).split()[:1] == first_word]
    if not times:
        return _moment("submitted", day)
    both = Sample("", [f"{date} {time}" for date, time in zip(day.cells, times[0].cells, strict=True) if date and time])
    columns = f"columns = [{_quoted(day.name)}, {_quoted(times[0].name)}]"
    return ["", "[submitted]", columns, f"formats = {json.dumps(date_formats(both.cells) or ['iso'])}"]


def _moment(name: str, sample: Sample) -> list[str]:
    formats = date_formats(sample.filled)
    twins = {form.replace("%m/%d", "%d/%m") for form in formats} & set(formats) - {"iso"}
    warning = [f"{FINISH} day and month cannot be told apart for certain"] if len(twins) > 1 else []
    return ["", f"[{name}]", *warning, f"column = {_quoted(sample.name)}", f"formats = {json.dumps(formats)}"]


def _words(name: str, chosen: dict[str, Sample], known: dict[str, tuple[str, ...]], otherwise: str) -> list[str]:
    lines = _column(chosen, name)
    if name not in chosen:
        return lines
    lines += ["", f"[{name}.words]"]
    for word, count in chosen[name].words().most_common():
        ours = next((ours for ours, parts in known.items() if any(part in plain(word) for part in parts)), "")
        guessed = ours or ("not_recorded" if name == "channel" and not word else otherwise)
        note = f"# {count:,} rows" if ours else f"{FINISH} a guess; {count:,} rows"
        lines.append(f"{_quoted(' '.join(word.split()))} = {_quoted(guessed)}  {note}")
    return lines


def _place(chosen: dict[str, Sample], samples: list[Sample]) -> list[str]:
    lines = [f"{name} = {_quoted(chosen[name].name)}" for name in ("address", "postal_code") if name in chosen]
    if "latitude" in chosen and "longitude" in chosen:
        lines += [f"{name} = {_quoted(chosen[name].name)}" for name in ("latitude", "longitude")]
    lines += [f"point = {_quoted(sample.name)}" for sample in samples if sample.is_point][:1]
    return ["", "[place]", *lines] if lines else []


def _unused(chosen: dict[str, Sample], samples: list[Sample]) -> list[str]:
    used = {sample.name for sample in chosen.values()}
    left = [sample for sample in samples if sample.name not in used]
    return (
        ["", "# Columns that no field uses:"] + [f"#   {each.name}: {_example(each)}" for each in left] if left else []
    )


def _example(sample: Sample) -> str:
    example = next(iter(sample.filled), "always empty")
    return " ".join(example.split())[:60]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
