"""`townline manage COMMAND`: Django's own commands, with the database started."""

from django.core.management import execute_from_command_line

from townline.commands import environment


def main(argv: list[str]) -> int:
    with environment.database():
        execute_from_command_line(["townline manage", *argv])
    return 0
