"""Look for records that may be one customer: those that came since the last look, against all others."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import connection

from townline.core.transactions import transaction, transaction_required
from townline.customers.matching import Facts, compare
from townline.customers.models import ContactPoint, Customer, DuplicatePair, DuplicateSweep
from townline.customers.queries import same_people

REWIND = 1_000  # ids are handed out before commit: a late one is seen at the next look
CROWD = 20  # an address or a number that more customers share says nothing about who they are

CANDIDATES = """
WITH fresh AS (
    SELECT id FROM customers_customer WHERE id = ANY(%(customers)s) AND disposed_at IS NULL
),
shared AS (
    SELECT own.customer_id AS one, theirs.customer_id AS two
    FROM fresh JOIN customers_contactpoint AS own ON own.customer_id = fresh.id
    CROSS JOIN LATERAL (
        SELECT customer_id, count(*) OVER () AS crowd FROM (
            SELECT customer_id FROM customers_contactpoint
            WHERE kind = own.kind AND value = own.value AND customer_id <> own.customer_id LIMIT %(crowd)s + 1) AS near
    ) AS theirs
    WHERE theirs.crowd <= %(crowd)s
),
namesakes AS (
    SELECT own.id AS one, theirs.id AS two
    FROM fresh JOIN customers_customer AS own ON own.id = fresh.id
    JOIN customers_customer AS theirs
        ON customers_terms(theirs.search, theirs.postal_address, theirs.sounds_like) @> customers_words(own.search)
        AND theirs.search = own.search AND theirs.id <> own.id
    WHERE own.search <> '' AND own.postal_address <> '' AND lower(theirs.postal_address) = lower(own.postal_address)
),
neighbours AS (
    SELECT own.id AS one, theirs.id AS two
    FROM fresh JOIN customers_customer AS own ON own.id = fresh.id
    JOIN customers_customer AS theirs ON theirs.address_id = own.address_id AND theirs.id <> own.id
    WHERE own.address_id IS NOT NULL AND own.search %% theirs.search
)
SELECT one, two FROM shared UNION SELECT one, two FROM namesakes UNION SELECT one, two FROM neighbours
"""


def find_duplicates(*, at: datetime, limit: int = 5_000) -> int:
    """Looks at customers and contact points that came since the last look; returns how many pairs it found."""
    with transaction():
        sweep, _ = DuplicateSweep.objects.select_for_update().get_or_create(pk=1)
        customers = _after(Customer, sweep.customer_id, limit)
        points = _after(ContactPoint, sweep.contact_point_id, limit)
        owners = ContactPoint.objects.filter(pk__in=points).values_list("customer_id", flat=True)
        found = find_duplicates_of(customers=[*customers, *owners], at=at)
        sweep.customer_id = customers[-1] if customers else sweep.customer_id
        sweep.contact_point_id = points[-1] if points else sweep.contact_point_id
        sweep.save()
    return found


def _after(model: type[Customer | ContactPoint], last: int, limit: int) -> list[int]:
    ids = model._default_manager.filter(pk__gt=last - REWIND).order_by("pk").values_list("pk", flat=True)
    return list(ids[: limit + REWIND])


@transaction_required
def find_duplicates_of(*, customers: Sequence[int], at: datetime) -> int:
    """Compares each of these with those that share something with it; a pair that was decided is left alone."""
    with connection.cursor() as cursor:
        cursor.execute(CANDIDATES, {"customers": list(dict.fromkeys(customers)), "crowd": CROWD})
        candidates = cursor.fetchall()
    groups = same_people(customers={number for pair in candidates for number in pair})
    pairs = {tuple(sorted((groups[one][0], groups[two][0]))) for one, two in candidates}
    pairs = {pair for pair in pairs if pair[0] != pair[1]}
    facts = _facts({number for pair in pairs for number in pair}, groups)
    rows = [
        DuplicatePair(first_id=one, second_id=two, bits=match.bits, reasons=list(match.reasons), found_at=at)
        for one, two in sorted(pairs)
        if (match := compare(facts[one], facts[two])).is_likely
    ]
    before = DuplicatePair.objects.count()
    DuplicatePair.objects.bulk_create(rows, ignore_conflicts=True)
    return DuplicatePair.objects.count() - before


def _facts(survivors: set[int], groups: dict[int, tuple[int, ...]]) -> dict[int, Facts]:
    """What each customer says, with the addresses and numbers of every record that was found to be the same."""
    root_of = {member: group[0] for group in groups.values() for member in group}
    points: dict[int, list[tuple[str, str]]] = {}
    for owner, kind, value in ContactPoint.objects.filter(customer__in=root_of).values_list(
        "customer", "kind", "value"
    ):
        points.setdefault(root_of[owner], []).append((kind, value))
    return {
        row.pk: Facts(
            f"{row.name} {row.organisation}".strip(),
            row.kind,
            _of_kind("email", points.get(row.pk, ())),
            _of_kind("phone", points.get(row.pk, ())),
            row.postal_address,
        )
        for row in Customer.objects.filter(pk__in=survivors)
    }


def _of_kind(kind: str, points: Iterable[tuple[str, str]]) -> frozenset[str]:
    return frozenset(value for of, value in points if of == kind)
