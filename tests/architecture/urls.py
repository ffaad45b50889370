"""Every address in one table: permissions.toml says who may open it."""

import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

from townline.accounts.models import Role
from townline.accounts.permissions import COUNCIL_ROLES, ROLE_CAPABILITIES

TABLE = Path(__file__).with_name("permissions.toml")
# Who may stand in the table. "anyone" needs no sign-in, "token" a private link, "key" an Open311 key for writing.
AUDIENCES = {"anyone", "token", "key", "signing_in", "signed_in", "staff"}
STAFF = {str(role) for role in Role.values} - COUNCIL_ROLES
ROLES = STAFF | COUNCIL_ROLES
Patterns = Iterable[URLPattern | URLResolver]


@dataclass(frozen=True)
class Address:
    """One url: its name with its namespaces (its route if it has none), what it is given, and its view."""

    name: str
    route: str
    arguments: frozenset[str]
    view: Callable[..., object]


def all_patterns() -> list[URLPattern | URLResolver]:
    """Those of people, and those of machines, which the door in front of the pages resolves."""
    return [*get_resolver().url_patterns, *get_resolver("townline.api.open311.urls_root").url_patterns]


def addresses(
    patterns: Patterns, *, namespace: str = "", route: str = "", arguments: frozenset[str] = frozenset()
) -> Iterator[Address]:
    for pattern in patterns:
        here = route + str(pattern.pattern)
        given = arguments | frozenset(pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            inner = ":".join(part for part in (namespace, pattern.namespace) if part)
            yield from addresses(pattern.url_patterns, namespace=inner, route=here, arguments=given)
        else:
            name = f"{namespace}:{pattern.name}" if namespace else pattern.name
            yield Address(name if pattern.name else f"nameless {here}", here, given, pattern.callback)


def names_of(patterns: Patterns) -> set[str]:
    return {address.name for address in addresses(patterns)}


def table(path: Path = TABLE) -> dict[str, list[str]]:
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: who for group in read.values() for name, who in group.items()}


def unlisted(patterns: Patterns, *, listed: dict[str, list[str]]) -> list[str]:
    return sorted(names_of(patterns) - set(listed))


def gone(patterns: Patterns, *, listed: dict[str, list[str]]) -> list[str]:
    return sorted(set(listed) - names_of(patterns))


def strangers(listed: dict[str, list[str]]) -> list[str]:
    return sorted(f"{name}: {who}" for name, whom in listed.items() for who in whom if who not in AUDIENCES | ROLES)


def disagreements(patterns: Patterns, *, listed: dict[str, list[str]]) -> list[str]:
    """Staff pages whose own demand (`needs`, set by the desk's door) lets in others than the table says."""
    found = []
    for address in addresses(patterns):
        needs = getattr(address.view, "needs", None)
        if needs is None:
            if address.route.startswith("desk/"):
                found.append(f"{address.name}: a page of the desk without its door")
            continue
        let_in = {str(role) for role, capabilities in ROLE_CAPABILITIES.items() if needs in capabilities}
        said = set(listed.get(address.name, []))
        if let_in != (STAFF if said == {"staff"} else said):
            found.append(f"{address.name}: lets in {', '.join(sorted(let_in))}")
    return found


def suggestions() -> list[str]:
    """Lines for the table: each address that it lacks, with the roles that the page's door lets in."""
    listed = table()
    lines = []
    for address in addresses(all_patterns()):
        if address.name not in listed:
            needs = getattr(address.view, "needs", None)
            roles = [str(role) for role, capabilities in ROLE_CAPABILITIES.items() if needs in capabilities]
            who = ["staff"] if set(roles) == STAFF else roles or ["anyone"]
            lines.append(f'"{address.name}" = [{", ".join(f"{chr(34)}{name}{chr(34)}" for name in who)}]')
    return list(dict.fromkeys(lines))
