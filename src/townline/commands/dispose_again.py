"""After an older backup: destroy once more what signed lists destroyed since. Knows them by the files beside the database."""

import shutil
from pathlib import Path

import django
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from townline.commands.environment import CannotGoOn

FOLDER = "disposals"


def dispose_again() -> int | None:
    """How many records; None if the tables must be brought up to date first, which `townline run` does."""
    django.setup()
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return None
    from townline.records_office import operations  # app ready

    at = timezone.now()
    return operations.carry_out(at=at) if operations.replay(at=at) else 0


def bring_lists(*, frm: Path, folder: Path) -> None:
    """Copies the files of signed lists into the data folder; one that is there already stays."""
    if not frm.is_dir():
        raise CannotGoOn(f"the folder {frm} is not there.")
    target = folder / FOLDER
    target.mkdir(mode=0o700, exist_ok=True)
    for path in frm.glob("*.json"):
        if not (target / path.name).exists():
            shutil.copyfile(path, target / path.name)


def said(destroyed: int | None, *, folder: Path) -> str:
    """What a person at the terminal must know."""
    lists = len(list((folder / FOLDER).glob("*.json")))
    if not lists:
        return (
            "No disposal list was found. If records were disposed of after this backup was written, bring the folder "
            f"“{FOLDER}” of the old data folder and restore again with --disposals: what was destroyed must not come back."
        )
    if destroyed is None:
        return f"`townline run` works off the {lists} disposal lists after it has brought the tables up to date."
    return f"Disposal lists looked at: {lists}. Records that this backup had brought back and that were destroyed again: {destroyed}."
