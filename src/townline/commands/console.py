"""`townline VERB`: the one command of a Townline installation."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from townline.commands import environment
from townline.commands.postgres.errors import ServerRefused


@dataclass(frozen=True)
class Verb:
    module: str
    help: str

    def main(self) -> Callable[[list[str]], int | None]:
        found: Callable[[list[str]], int | None] = import_module(self.module).main  # slow import: one verb is used
        return found


VERBS = {
    "run": Verb(
        "townline.commands.run", "start Townline on this machine: web pages, background work, its own database"
    ),
    "init": Verb(
        "townline.commands.init",
        "prepare a real city: ask for its name, addresses and mail, make the first administrator",
    ),
    "sample-city": Verb(
        "townline.commands.sample_city", "fill an empty database with the invented city of Maple Harbour"
    ),
    "import": Verb(
        "townline.commands.importing", "bring in requests, customers, notes, wards, addresses or assets from files"
    ),
    "open311-check": Verb(
        "townline.commands.open311_check", "check any Open311 server against GeoReport v2, rule by rule"
    ),
    "backup": Verb("townline.commands.backup", "write the database and all photos into one file"),
    "restore": Verb("townline.commands.restore", "bring a backup file back into an empty database"),
    "verify-log": Verb(
        "townline.commands.verify_log", "compare every event with the seals: nothing altered, lost or put in"
    ),
    "recount-ageing": Verb(
        "townline.commands.recount_ageing", "count what is due and late again from the log of events, and compare"
    ),
    "explain-clock": Verb(
        "townline.commands.explain_clock", "tell why a request is due when it is: the whole arithmetic, day by day"
    ),
    "demo-clock": Verb("townline.commands.demo_clock", "let days pass in the sample city, to see promises run out"),
    "sweep-tables": Verb("townline.commands.sweep_tables", "write tables anew: no byte of what was destroyed is left"),
    "manage": Verb("townline.commands.manage", "Django's own commands, for those who know them"),
}
ALWAYS_READS_SETTINGS = """
Settings come from the environment, then from the file .env in this folder, then from townline.env in the data
folder (TOWNLINE_DATA, by default ./.townline). `townline VERB --help` explains each verb.
"""


def usage() -> str:
    lines = "\n".join(f"  {name:<14} {verb.help}" for name, verb in VERBS.items())
    return f"Usage: townline VERB [options]\n\n{lines}\n{ALWAYS_READS_SETTINGS}"


def main(argv: list[str] | None = None) -> int:
    arguments = sys.argv[1:] if argv is None else argv
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        print(usage())
        return 0
    verb = VERBS.get(arguments[0])
    if verb is None:
        print(f"townline: there is no verb “{arguments[0]}”.\n\n{usage()}", file=sys.stderr)
        return 2
    environment.read_files()
    try:
        return verb.main()(arguments[1:]) or 0
    except (ServerRefused, environment.CannotGoOn) as refusal:
        print(f"townline {arguments[0]}: {refusal}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
