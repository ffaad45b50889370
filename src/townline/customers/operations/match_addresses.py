"""Find the city's own address for customers who came by a form or a file: their words are left as they are."""

from django.db import connection

from townline.core.transactions import transaction

# The first line, word by word: `418 Maple Street, apt 3` and `418 maple street.`; what is shortened is for people to mend.
_MATCH = """
UPDATE customers_customer AS customer SET address_id = known.id
FROM (
    SELECT DISTINCT ON (words) id, words
    FROM (SELECT id, customers_words(text) AS words FROM places_address) AS address ORDER BY words, id
) AS known
WHERE customer.address_id IS NULL AND customer.postal_address <> '' AND customer.disposed_at IS NULL
  AND customers_words(split_part(split_part(customer.postal_address, E'\\n', 1), ',', 1)) = known.words
"""


def match_addresses() -> int:
    """Every night. Returns how many were found."""
    with transaction(), connection.cursor() as cursor:
        cursor.execute(_MATCH)
        return int(cursor.rowcount)
