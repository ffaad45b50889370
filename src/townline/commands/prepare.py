"""The step of `townline run` that needs Django: bring the tables up to date, fill an empty database if asked.

A process of its own, so that the supervisor stays small.
"""

import io
import os
from collections.abc import Callable

import django
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from townline.commands.dispose_again import dispose_again
from townline.commands.prepare_note import NOTE_LOADED, NOTE_LOADING, write_note
from townline.commands.progress import counted
from townline.core.language import Text


def main() -> int:
    django.setup()
    try:
        migrate()
        dispose_again()
        if os.environ.get("TOWNLINE_SAMPLE_CITY") == "1":
            fill_if_empty()
    except KeyboardInterrupt:
        return 130
    return 0


def migrate() -> None:
    executor = MigrationExecutor(connection)
    steps = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if steps:
        with counted("Bringing the database up to date", total=steps) as advance:
            call_command("migrate", interactive=False, no_color=True, stdout=StepCounter(advance))
    if os.environ.get("TOWNLINE_SAMPLE_CITY") != "1":  # it opened two years ago, with notices of its own
        _ship_notices()


def _ship_notices() -> None:
    """The collection notices of a new city: its own name, telephone and mailbox stand in them from the first day."""
    from django.conf import settings  # app ready
    from django.utils import timezone  # app ready

    from townline.privacy import operations as privacy  # app ready
    from townline.ui.branding import brand_of  # app ready

    phone, mailbox = brand_of(settings.TOWNLINE_BRAND_FILE).phone, settings.TOWNLINE_REPLY_TO
    contact = Text(
        f"Privacy officer, {settings.TOWNLINE_CITY['en']}, City Hall. Telephone {phone}, {mailbox}",
        f"Responsable de la vie privée, {settings.TOWNLINE_CITY['fr']}, hôtel de ville. Téléphone {phone}, {mailbox}",
    )
    privacy.ship_notices(contact=contact, province=settings.TOWNLINE_PROVINCE, at=timezone.now())


class StepCounter(io.StringIO):
    """Django says OK after each step."""

    def __init__(self, advance: Callable[[], None]) -> None:
        super().__init__()
        self.advance = advance

    def write(self, text: str) -> int:
        if text.strip() == "OK":
            self.advance()
        return len(text)


def fill_if_empty() -> None:
    if not is_empty():
        return
    from townline.commands import sample_city  # slow import

    write_note(NOTE_LOADING)
    sample_city.main(["--into-database-url"])
    write_note(NOTE_LOADED)


def is_empty() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM accounts_user) OR EXISTS (SELECT FROM catalog_service)")
        return not cursor.fetchone()[0]
