"""Every column that could hold something about a person says what it is for, or why it holds nothing."""

import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import isolate_apps

from tests.privacy.columns import mixed, undeclared
from townline.privacy.declarations import Declaration, declared, impersonal, personal
from townline.privacy.values import Authority, Purpose, RetentionClass, Sensitivity

HOW = """
These columns say nothing about themselves. On the model, write one of

    name = personal(models.CharField(…), purpose=Purpose.…, sensitivity=Sensitivity.…, retention=RetentionClass.…)
    code = impersonal(models.CharField(…), "why it says nothing about anybody")
    NOT_PERSONAL: ClassVar[str] = "why nothing in this model does"

from townline.privacy.declarations; for a table that is not ours, a line in townline/privacy/foreign_tables.py:
"""


@pytest.mark.django_db
def test_every_column_is_declared() -> None:
    missing = undeclared(declared())
    assert missing == [], HOW + "\n".join(missing)


@pytest.mark.django_db
def test_nothing_is_declared_that_does_not_exist() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name, column_name FROM information_schema.columns")
        present = set(cursor.fetchall())
    assert [field for field in declared() if (field.table, field.column) not in present] == []


def test_a_model_is_declared_whole_or_field_by_field() -> None:
    """NOT_PERSONAL on a model with a personal field would hide the next field that somebody adds."""
    assert mixed(apps.get_models()) == []


@pytest.mark.django_db
def test_a_planted_column_is_found_by_name() -> None:
    before = undeclared(declared())
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE customers_customer ADD COLUMN nickname text")
        cursor.execute(
            "CREATE TABLE other_planted (id bigint, born date, home point, seen_from inet, tags text[], body jsonb, "
            "lat double precision, size integer, at timestamptz, is_open boolean)"
        )
    assert sorted(set(undeclared(declared())) - set(before)) == [
        "customers_customer.nickname",
        "other_planted.body",
        "other_planted.born",
        "other_planted.home",
        "other_planted.lat",
        "other_planted.seen_from",
        "other_planted.tags",
    ]


@isolate_apps("townline.customers")
def test_declared_reads_fields_and_whole_models() -> None:
    class Pet(models.Model):
        name = personal(
            models.CharField(max_length=20),
            purpose=Purpose.SAFETY,
            sensitivity=Sensitivity.SENSITIVE,
            retention=RetentionClass.CUSTOMER,
        )
        kind = impersonal(models.CharField(max_length=20), "a code")
        colour = models.CharField(max_length=20)

        class Meta:
            app_label = "customers"

    class Heading(models.Model):
        NOT_PERSONAL = "headings"
        words = models.TextField()

        class Meta:
            app_label = "customers"

    found = [field for field in declared([Pet, Heading]) if field.model in {"Pet", "Heading"} and field.column != "id"]
    said = Declaration(Purpose.SAFETY, Sensitivity.SENSITIVE, RetentionClass.CUSTOMER, Authority.MUNICIPAL_SERVICE)
    assert [(field.table, field.column, field.declaration, field.reason) for field in found] == [
        ("customers_pet", "name", said, ""),
        ("customers_pet", "kind", None, "a code"),
        ("customers_heading", "words", None, "headings"),
    ]


@isolate_apps("townline.customers")
def test_mixed_finds_a_model_that_is_declared_both_ways() -> None:
    class Both(models.Model):
        NOT_PERSONAL = "nothing"
        name = Declaration(Purpose.SAFETY, Sensitivity.SENSITIVE, RetentionClass.CUSTOMER).on(models.TextField())

        class Meta:
            app_label = "customers"

    assert mixed([Both]) == ["customers.Both"]
