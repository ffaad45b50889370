"""`townline explain-clock REFERENCE`: why is it due then?"""

import argparse

import django
from django.utils import timezone, translation

from townline.commands import environment
from townline.commands.environment import CannotGoOn

DESCRIPTION = """\
Tell what was promised for a request and how each promise is counted: which days and hours counted, which did not and why,
what is left and when it is due. The page of the request says the same.
"""


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="townline explain-clock",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("reference", metavar="REFERENCE", nargs="+", help="nine digits, with or without spaces")
    parser.add_argument("--language", choices=("en", "fr"), default="en")
    chosen = parser.parse_args(argv)
    with environment.database():
        django.setup()
        with translation.override(chosen.language):
            return _explain("".join(chosen.reference))


def _explain(typed: str) -> int:
    from townline.core.reference import ReferenceMistyped, parse, said  # app ready
    from townline.service_levels import queries as service_levels  # app ready
    from townline.service_requests import queries as service_requests  # app ready
    from townline.ui.promises import as_text, explanations  # app ready

    try:
        reference = parse(typed)
    except ReferenceMistyped as mistyped:
        raise CannotGoOn(str(mistyped)) from None
    subject = service_requests.subject_of(reference=reference)
    if subject is None:
        raise CannotGoOn(f"there is no request {said(reference)}.")
    found = explanations(service_levels.explained(subject=subject, at=timezone.now()))
    for view in found:
        print("\n".join(as_text(view)), end="\n\n")
    if not found:
        print(f"Nothing was promised for {said(reference)}.")
    return 0
