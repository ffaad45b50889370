"""Which network addresses an outgoing call may reach."""

from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

AddressRule = Callable[[str], bool]

# Ranges that translate to an IPv4 address of the reader's choice, or that Python's is_global lets through.
_NEVER = tuple(
    ip_network(text)
    for text in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "fec0::/10", "192.88.99.0/24", "::/96")
)


def public_only(address: str) -> bool:
    """Addresses of the open internet; nothing of this machine, this network or a cloud's own services."""
    try:
        parsed: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is not None:
        parsed = parsed.ipv4_mapped
    if any(parsed.version == network.version and parsed in network for network in _NEVER):
        return False
    return parsed.is_global and not parsed.is_multicast and not parsed.is_reserved


def anywhere(address: str) -> bool:
    """For checkers that an administrator points at a server of their own."""
    return True
