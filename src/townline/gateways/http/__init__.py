"""Outgoing calls over HTTP. `cautious` for addresses that a stranger gave; `trusting` for those an administrator typed."""

from townline.gateways.http.addresses import anywhere, public_only
from townline.gateways.http.port import HttpClient
from townline.gateways.http.stdlib import StdlibHttpClient


def cautious() -> HttpClient:
    return StdlibHttpClient(may_reach=public_only)


def trusting() -> HttpClient:
    return StdlibHttpClient(may_reach=anywhere)
