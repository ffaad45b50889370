"""Lock files: pinned, hashed, and without the address of any registry."""

import re
from pathlib import Path

ADDRESS = re.compile(r"https?://|--index-url|--extra-index-url|--find-links|\bfile:/")


def addresses(lock: Path) -> list[str]:
    return [
        f"{lock.name}:{number}: holds an address"
        for number, line in enumerate(lock.read_text(encoding="utf-8").splitlines(), start=1)
        if ADDRESS.search(line) and '"url":' not in line  # npm keeps the pages of those who ask for donations
    ]


def without_hash(lock: Path) -> list[str]:
    entries = re.split(r"\n(?=[a-zA-Z0-9])", "\n" + lock.read_text(encoding="utf-8"))
    return [
        f"{lock.name}: {entry.split('==')[0]} has no hash"
        for entry in entries
        if "==" in entry.partition("\n")[0] and "--hash=" not in entry
    ]
