"""Tables made empty after a test that commits.

Django truncates each of its 140 tables, full or not, and then makes the names of its models anew. A test fills twenty.
"""

from typing import Any

from django.db import Error, connections

SHIPPED = ("service_requests_escalationstep",)  # rows that come with the product
LOGS = ("privacy_readentry", "events_event")  # made by SQL: Django does not know them as its own
KEPT = {"django_content_type", "auth_permission"}  # the same in each test

# Deletion waits for no page that is still being made, as truncation would; keys are checked when all rows are gone.
FUNCTION = """
CREATE FUNCTION shipped.empty(tables text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    place text;
    full_ones text[] := '{}';
    has_rows boolean;
BEGIN
    FOREACH place IN ARRAY tables LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', place) INTO has_rows;
        IF has_rows THEN
            full_ones := full_ones || place;
            EXECUTE format('ALTER TABLE public.%I DISABLE TRIGGER USER', place);
        END IF;
    END LOOP;
    FOREACH place IN ARRAY full_ones LOOP
        EXECUTE format('DELETE FROM public.%I', place);
    END LOOP;
    SET CONSTRAINTS ALL IMMEDIATE;
    FOREACH place IN ARRAY full_ones LOOP
        EXECUTE format('ALTER TABLE public.%I ENABLE TRIGGER USER', place);
    END LOOP;
END $$
"""


def prepare() -> None:
    """Keep a copy of the rows that a new city has."""
    with connections["default"].cursor() as cursor:
        cursor.execute("CREATE SCHEMA shipped")
        for table in SHIPPED:
            cursor.execute(f"CREATE TABLE shipped.{table} AS TABLE public.{table}")
        cursor.execute(FUNCTION)


def empty_tables(_case: Any = None) -> None:
    """As a new city has them. A page that nobody waits for any more may get in between: then once again."""
    for trial in range(5):
        try:
            _empty_tables()
        except Error:
            if trial == 4:
                raise
        else:
            return


def _empty_tables() -> None:
    connection = connections["default"]
    known = connection.introspection.django_table_names(only_existing=True, include_views=False)
    tables = sorted({*known, *LOGS} - KEPT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT shipped.empty(%s)", [tables])
        for table in SHIPPED:
            cursor.execute(f"INSERT INTO public.{table} SELECT * FROM shipped.{table}")
