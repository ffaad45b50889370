"""A url taken apart into what a connection needs, or refused."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from townline.gateways.http.port import AddressRefused

_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[A-Za-z0-9._:-]{1,253}")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True)
class Target:
    scheme: str
    host: str
    port: int
    path: str

    @property
    def host_header(self) -> str:
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == _PORTS[self.scheme] else f"{name}:{self.port}"


def target_of(url: str) -> Target:
    """Raise AddressRefused for anything but a plain http or https address."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise AddressRefused("That is not a web address.", permanent=True) from error
    if parts.scheme not in _PORTS or not _HOST.fullmatch(host) or parts.username is not None:
        raise AddressRefused("Only http and https addresses without a user name can be fetched.", permanent=True)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]")
    return Target(parts.scheme, host, port or _PORTS[parts.scheme], f"{path}?{query}" if query else path)


def next_hop(*, url: str, method: str, status: int, location: str | None) -> str | None:
    """Where a reply sends the caller; None when it is the final one. Only reading follows redirects."""
    if status not in _REDIRECTS or not location or method not in {"GET", "HEAD"}:
        return None
    return urljoin(url, location)
