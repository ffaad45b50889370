"""Which column serves which field: the words of its header, then the shape of its cells."""

from townline.commands.importing.drafting.shapes import Sample, plain
from townline.commands.importing.drafting.words import HEADER_WORDS

DATES = frozenset({"submitted", "assigned", "closed", "due"})
WORDS = frozenset({"status", "channel"})
MOST_WORDS = 60
HINDRANCES = ("url", "month", "year", "day", "window", "computed")


def guess(samples: list[Sample]) -> dict[str, Sample]:
    """The best column for each of our fields; a column serves one field only."""
    chosen: dict[str, Sample] = {}
    for name, words in HEADER_WORDS.items():
        taken = {sample.name for sample in chosen.values()}
        free = [sample for sample in samples if sample.name not in taken and sample.name]
        scored = [(_score(sample, name, words), -number, sample) for number, sample in enumerate(free)]
        best = max(scored, key=lambda each: each[:2], default=None)
        if best and best[0] > 0:
            chosen[name] = best[2]
    return chosen


def _score(sample: Sample, name: str, words: tuple[str, ...]) -> int:
    """Nothing when the cells cannot be it; else the earlier and the more exactly a word fits, the better."""
    header = plain(sample.name)
    fitting = [
        number for number, word in enumerate(words) if f" {word} " in f" {header} " or f" {word}s " in f" {header} "
    ]
    if not fitting or not _can_be(sample, name) or any(word in header.split() for word in HINDRANCES):
        return 0
    exact = any(header == words[number] for number in fitting)
    return 100 - fitting[0] + (50 if exact else 0)


def _can_be(sample: Sample, name: str) -> bool:
    if not sample.filled:
        return False
    if name in DATES:
        return sample.is_date
    if name in {"latitude", "longitude"}:
        return sample.is_number
    if name in WORDS:
        return len(sample.words()) <= MOST_WORDS and not sample.is_number
    if name == "id":
        return sample.is_unique and not sample.is_date
    return not sample.is_date and not (sample.is_number and name in {"service", "address", "department"})
