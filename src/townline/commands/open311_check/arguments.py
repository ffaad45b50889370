"""The words of the command line."""

import argparse
from collections.abc import Sequence

_ABOUT = """\
Check a server against the Open311 GeoReport v2 standard, rule by rule.

URL is the endpoint (https://city.example/open311/v2), its discovery file (.../discovery.xml), or a folder of
recorded answers laid out like a server (services.xml, services/033.xml, requests.json, discovery.xml).
Nothing is written to the server unless you say --post: then a few test requests are created, whose description
asks to close them. Use it on your own server or on a test endpoint."""
_ENDING = "Ends with 0 when every rule of the standard passes, 1 when one fails, 3 when the server cannot be reached."


def parse(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="townline open311-check",
        description=_ABOUT,
        epilog=_ENDING,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("url", metavar="URL", help="the endpoint, its discovery file, or a folder of recorded answers")
    parser.add_argument(
        "--discovery", metavar="URL", help="where the discovery file is, if not beside or above the endpoint"
    )
    parser.add_argument("--jurisdiction", metavar="ID", help="jurisdiction_id to send with every call")
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")
    parser.add_argument("--strict", action="store_true", help="count recommendations that are not followed as failures")
    writing = parser.add_argument_group("writing rules")
    writing.add_argument("--post", action="store_true", help="also create test requests")
    writing.add_argument("--api-key", metavar="KEY", help="the key for --post")
    writing.add_argument(
        "--service-code", metavar="CODE", help="the service to report; best one with required questions"
    )
    writing.add_argument(
        "--field",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help="a further field to send, such as email=me@example.org",
    )
    chosen = parser.parse_args(argv)
    if chosen.post and not chosen.api_key:
        parser.error("--post needs --api-key KEY")
    if any("=" not in field for field in chosen.field):
        parser.error("--field needs NAME=VALUE")
    return chosen
