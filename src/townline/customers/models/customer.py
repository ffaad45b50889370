import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q

from townline.customers.personal import A_CODE, ANOTHER_SYSTEM, IDENTITY, NEEDS, REACH, SPEAKS
from townline.customers.values import FormatWish, Kind, Preferred
from townline.privacy.declarations import impersonal

# What a customer is found by: words of the names and of the address, and how the names sound (migration 0004).
TERMS = Func(
    F("search"),
    F("postal_address"),
    F("sounds_like"),
    function="customers_terms",
    output_field=ArrayField(models.TextField()),
)


class Customer(models.Model):
    """A person, household, business or organisation that has been in touch. `search` is the name in lower case without accents.

    `merged_into` says that this row and another one are the same customer: ask `queries.same_person`. `version` grows with
    every edit and is what an editor has seen.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    version = models.PositiveIntegerField(default=1, db_default=1)
    kind = impersonal(
        models.CharField(max_length=15, choices=Kind, default=Kind.PERSON, db_default=Kind.PERSON), A_CODE
    )
    name = IDENTITY.on(models.CharField(max_length=160, blank=True))
    organisation = IDENTITY.on(models.CharField(max_length=160, blank=True))
    search = IDENTITY.on(models.CharField(max_length=340, blank=True))
    sounds_like = IDENTITY.on(
        models.GeneratedField(
            expression=Func(F("search"), function="customers_sounds_like"),
            output_field=ArrayField(models.TextField()),
            db_persist=True,
        )
    )
    postal_address = REACH.on(models.CharField(max_length=300, blank=True))
    address = models.ForeignKey(
        "places.Address", null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    created_at = models.DateTimeField()

    # how they want to be spoken and written to
    language = SPEAKS.on(models.CharField(max_length=2, default="en"))
    needs_interpreter = NEEDS.on(models.BooleanField(default=False, db_default=False))
    # where it is not the one that we write in
    spoken_language = NEEDS.on(models.CharField(max_length=40, blank=True, db_default=""))
    preferred_channel = REACH.on(models.CharField(max_length=10, choices=Preferred, blank=True, db_default=""))
    format_wish = NEEDS.on(
        models.CharField(max_length=15, choices=FormatWish, default=FormatWish.NONE, db_default=FormatWish.NONE)
    )
    # local time; over midnight where the first is later than the second
    quiet_from = REACH.on(models.TimeField(null=True))
    quiet_until = REACH.on(models.TimeField(null=True))

    # who they are to us
    staff_user_id = models.BigIntegerField(null=True)  # somebody who works here and asks another department
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    disposed_at = models.DateTimeField(null=True)

    # from another system
    source = impersonal(models.CharField(max_length=60, blank=True), ANOTHER_SYSTEM)
    source_id = IDENTITY.on(models.CharField(max_length=80, blank=True))
    source_hash = IDENTITY.on(models.CharField(max_length=40, blank=True))

    class Meta:
        indexes = [
            GinIndex(TERMS, name="customer_terms"),
            # few rows have these: the rest cost an insert nothing
            models.Index(fields=["address"], name="customer_address", condition=Q(address__isnull=False)),
            models.Index(fields=["merged_into"], name="customer_merged_into", condition=Q(merged_into__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"], name="customer_source_is_unique", condition=~Q(source_id="")
            ),
            models.UniqueConstraint(
                fields=["staff_user_id"], name="customer_colleague_is_one", condition=Q(staff_user_id__isnull=False)
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="customer_is_not_merged_into_itself"),
            models.CheckConstraint(
                condition=Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False) & ~Q(quiet_from=F("quiet_until")),
                name="customer_quiet_hours_have_both_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"customer {self.pk}"
