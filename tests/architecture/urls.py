"""Every address in one table: permissions.toml says who may open it."""

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.urls import URLPattern, URLResolver

TABLE = Path(__file__).with_name("permissions.toml")
# Who may stand in the table. "anyone" needs no sign-in, "token" a private link, "key" an Open311 key for writing.
AUDIENCES = {"anyone", "token", "key", "signed_in"}
ROLES = {"csr", "worker", "supervisor", "manager", "administrator", "auditor"}
Patterns = Iterable[URLPattern | URLResolver]


def names_of(patterns: Patterns, *, namespace: str = "", route: str = "") -> Iterator[str]:
    """Every url name with its namespaces; a nameless one appears by its route."""
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = ":".join(part for part in (namespace, pattern.namespace) if part)
            yield from names_of(pattern.url_patterns, namespace=inner, route=here)
        elif pattern.name:
            yield f"{namespace}:{pattern.name}" if namespace else pattern.name
        else:
            yield f"nameless {here}"


def table(path: Path = TABLE) -> dict[str, list[str]]:
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: who for group in read.values() for name, who in group.items()}


def unlisted(patterns: Patterns, *, listed: dict[str, list[str]]) -> list[str]:
    return sorted(set(names_of(patterns)) - set(listed))


def gone(patterns: Patterns, *, listed: dict[str, list[str]]) -> list[str]:
    return sorted(set(listed) - set(names_of(patterns)))


def strangers(listed: dict[str, list[str]]) -> list[str]:
    return sorted(f"{name}: {who}" for name, whom in listed.items() for who in whom if who not in AUDIENCES | ROLES)
