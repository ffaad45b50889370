"""`townline sweep-tables`: write the tables anew, so that not a byte of a destroyed row is left in their files."""

import argparse

import django

from townline.commands import environment

DESCRIPTION = """\
Write every table that holds personal data anew. What was destroyed leaves dead rows, whose bytes stay in the files until
they are written over; afterwards there are none. Nobody can work meanwhile: run it at night, for example once a month.
"""


def main(argv: list[str]) -> int:
    argparse.ArgumentParser(prog="townline sweep-tables", description=DESCRIPTION).parse_args(argv)
    with environment.database():
        django.setup()
        from townline.records_office import operations  # app ready

        operations.write_tables_anew()
    print("The tables are written anew.")
    return 0
