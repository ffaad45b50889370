from itertools import islice
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from townline.core.copying import Value, line, random_uuids

TEXTS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=20)
MARKS = st.text(alphabet="\\\t\n\rN.", max_size=6)


def unescaped(field: str) -> Value:
    if field == "\\N":
        return None
    for mark, meant in (("\\\\", "\x00"), ("\\t", "\t"), ("\\n", "\n"), ("\\r", "\r"), ("\x00", "\\")):
        field = field.replace(mark, meant)
    return field


@given(st.lists(TEXTS | MARKS | st.none(), min_size=1, max_size=5))
def test_line_reads_back_as_it_was(values: list[Value]) -> None:
    written = line(tuple(values))
    assert written.endswith("\n")
    assert written.count("\n") == 1
    assert [unescaped(field) for field in written[:-1].split("\t")] == values


@pytest.mark.django_db
def test_database_reads_back_every_mark() -> None:
    texts = ["a\tb", "\\N", "c\\", "\r\n", "\\.", "", "é", "\u2028"]
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE copied (id int, text text) ON COMMIT DROP")
        with cursor.copy("COPY copied FROM STDIN") as copy:
            for number, text in enumerate([*texts, None]):
                copy.write(line((number, text)))
        cursor.execute("SELECT text FROM copied ORDER BY id")
        assert [row[0] for row in cursor.fetchall()] == [*texts, None]


def test_random_uuids_are_of_version_four_and_all_different() -> None:
    made = list(islice(random_uuids(), 2000))
    assert len(set(made)) == 2000
    assert {(UUID(text).version, UUID(text).variant) for text in made} == {(4, "specified in RFC 4122")}
    assert all(str(UUID(text)) == text for text in made)
