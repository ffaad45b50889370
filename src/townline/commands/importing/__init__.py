"""`townline import`: bring a city's own requests, customers, notes, areas, addresses and assets in."""

import django
from django.apps import apps


def main(argv: list[str]) -> int:
    from townline.commands import environment  # slow import
    from townline.commands.importing.console import parser, report  # slow import

    options = parser().parse_args(argv)
    if not options.needs_database:
        return report(options)
    with environment.database():
        if not apps.ready:
            django.setup()
        return report(options)
