"""The table: one row a measure, with its goal."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """`met` is None for a figure without a goal."""

    measure: str
    ours: str
    baseline: str
    ratio: str
    goal: str
    met: bool | None


def machine() -> str:
    one, five, _fifteen = os.getloadavg()
    return f"{os.cpu_count()} cores, load {one:.1f} (1 minute), {five:.1f} (5 minutes)"


def as_markdown(*, rows: list[Row], title: str) -> str:
    head = "| measure | ours | baseline | ratio | goal | met |\n|---|---|---|---|---|---|\n"
    words = {True: "yes", False: "**no**", None: ""}
    lines = [f"| {r.measure} | {r.ours} | {r.baseline} | {r.ratio} | {r.goal} | {words[r.met]} |" for r in rows]
    return f"# {title}\n\n{head}" + "\n".join(lines) + "\n"


def write(*, path: Path, text: str) -> None:
    path.write_text(text)


def fraction(value: float) -> str:
    """0.04 is said as 1/25."""
    return f"1/{1 / value:.1f}" if 0 < value < 1 else f"{value:.2f}"
