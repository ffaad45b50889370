"""Pages answer at once after the database was restarted under them."""

import threading

import pytest
from django.db import connection, connections

CONNECTIONS = 4


def open_together() -> None:
    """Fill the pool with idle connections."""
    together = threading.Barrier(CONNECTIONS)

    def ask() -> None:
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT 1")
            together.wait(10)
        connections["default"].close()

    threads = [threading.Thread(target=ask) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.django_db(transaction=True)
def test_closed_connections_are_not_handed_out() -> None:
    connection.close()
    connection.settings_dict["OPTIONS"]["pool"] = {"min_size": 1, "max_size": CONNECTIONS}
    try:
        open_together()
        end_all_others()
        for _ in range(CONNECTIONS + 1):
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            connection.close()
    finally:
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]
        del connection.settings_dict["OPTIONS"]["pool"]


def end_all_others() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        assert cursor.fetchone() == (CONNECTIONS - 1,)
    connection.close()
