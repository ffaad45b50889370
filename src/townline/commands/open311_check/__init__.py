"""`townline open311-check URL`: an executable conformance suite for GeoReport v2."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import track

from townline.commands.open311_check.answers import Probe
from townline.commands.open311_check.arguments import parse
from townline.commands.open311_check.case import Case, Writing
from townline.commands.open311_check.live import LiveProbe
from townline.commands.open311_check.recorded import probe_of_folder
from townline.commands.open311_check.report import as_json, as_text
from townline.commands.open311_check.rules import RULES
from townline.commands.open311_check.rules.discovery import GEOREPORT, endpoints
from townline.commands.open311_check.suite import conforms, findings
from townline.gateways import http


def main(argv: Sequence[str] | None = None) -> int:
    chosen = parse(sys.argv[1:] if argv is None else argv)
    probe = _probe(chosen)
    writing = (
        Writing(chosen.api_key, chosen.service_code, [_pair(field) for field in chosen.field]) if chosen.post else None
    )
    case = Case(probe, writing)
    if isinstance(probe, LiveProbe) and case.fetch("services.xml") is None and case.fetch("services.json") is None:
        print(f"{chosen.url} cannot be reached. {probe.troubles[0]}", file=sys.stderr)
        return 3
    steps = track(findings(case), total=len(RULES), description="Asking", transient=True, console=Console(stderr=True))
    found = list(steps)
    print((as_json if chosen.json else as_text)(found, target=chosen.url))
    return 0 if conforms(found, strictly=chosen.strict) else 1


def _probe(chosen: argparse.Namespace) -> Probe:
    if "://" not in chosen.url and Path(chosen.url).is_dir():
        return probe_of_folder(Path(chosen.url))
    always = {"jurisdiction_id": chosen.jurisdiction} if chosen.jurisdiction else {}
    client = http.trusting()
    if not chosen.url.endswith(("/discovery.xml", "/discovery.json")):
        return LiveProbe(client=client, endpoint=chosen.url, discovery=chosen.discovery, always=always)
    finder = Case(LiveProbe(client=client, endpoint=chosen.url.rpartition("/")[0], discovery=chosen.url))
    named = [e.text("url") or "" for e in endpoints(finder) if e.text("specification") == GEOREPORT]
    return LiveProbe(client=client, endpoint=named[0], discovery=chosen.url, always=always)


def _pair(field: str) -> tuple[str, str]:
    name, _, value = field.partition("=")
    return name, value
