"""Which words stand in names: where a misspelt one looks for what was meant."""

from collections.abc import Iterable

from django.db import connection

from townline.core.transactions import transaction, transaction_required

RECENT = 20_000  # rows that the look at new ones goes back, at most

_WORDS = "SELECT DISTINCT word FROM customers_customer, unnest(customers_words(search)) AS word"
_HELD = """
    SELECT FROM customers_customer AS customer
    WHERE customers_terms(customer.search, customer.postal_address, customer.sounds_like) @> ARRAY[known.word]
      AND known.word = ANY(customers_words(customer.search))
"""


def count_names() -> int:
    """All of them again, every night and after an import: words that nobody has any more go. Returns how many there are."""
    with transaction(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM customers_nameword")
        cursor.execute(f"INSERT INTO customers_nameword (word) {_WORDS}")
        return int(cursor.rowcount)


def learn_names() -> int:
    """Adds the words of customers who came of late. Returns how many were new."""
    recent = f"{_WORDS} WHERE id > (SELECT max(id) - {RECENT} FROM customers_customer)"
    with transaction(), connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO customers_nameword (word) {recent} ON CONFLICT DO NOTHING")
        return int(cursor.rowcount)


@transaction_required
def forget_names(*, searches: Iterable[str]) -> None:
    """Takes out the words of these names that nobody else has: a name that was destroyed stands nowhere."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM customers_nameword AS known USING unnest(%s::text[]) AS gone(search) "
            f"WHERE known.word = ANY(customers_words(gone.search)) AND NOT EXISTS ({_HELD})",
            [list(searches)],
        )
