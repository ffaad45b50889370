import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

ROLES = [
    ("same_problem", "Has the same problem"),
    ("neighbour", "Neighbour"),
    ("councillor", "Councillor"),
    ("contractor", "Contractor"),
    ("other", "Somebody else"),
]
SEES = [
    ("steps", "The steps only"),
    ("public", "The steps, and the words for the public"),
    ("all_but_person", "Everything but who asked"),
]
GROUNDS = [
    ("asked", "They asked to be told"),
    ("agreed", "The person who reported it agreed"),
    ("work", "They need it for their work on it"),
]
OUTCOMES = [
    ("fixed", "Fixed"),
    ("nothing_found", "Looked, found nothing wrong"),
    ("done_earlier", "Was done already"),
    ("planned", "Planned for later work"),
    ("referred", "Passed on to another body"),
    ("answered", "Answered"),
    ("not_recorded", "Not recorded"),
]
VERDICTS = [
    ("defect", "It was not resolved: the work goes on"),
    ("another", "Another problem than before: the work goes on"),
    ("stands", "It was resolved: close it again"),
]
REQUEST = "service_requests.servicerequest"
ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def key(to, *, on_delete=django.db.models.deletion.SET_NULL, **options):
    return models.ForeignKey(on_delete=on_delete, to=to, **options)


FOLLOW_UP = migrations.CreateModel(
    name="FollowUp",
    fields=[
        ("id", ID.clone()),
        ("uuid", models.UUIDField(default=uuid.uuid4, unique=True)),
        ("number", models.PositiveSmallIntegerField()),
        ("channel", models.CharField(max_length=20)),
        ("language", models.CharField(default="en", max_length=2)),
        ("received_at", models.DateTimeField()),
        ("answer_by_at", models.DateTimeField(null=True)),
        ("answered_at", models.DateTimeField(null=True)),
        ("request", key(REQUEST, on_delete=django.db.models.deletion.CASCADE, related_name="follow_ups")),
        ("page", key(REQUEST, db_index=False, null=True, related_name="+")),
        ("became", key(REQUEST, db_index=False, null=True, related_name="+")),
        ("note", key("service_requests.note", null=True, related_name="+")),
        ("customer", key("customers.customer", null=True, related_name="+")),
    ],
    options={
        "indexes": [
            models.Index(
                condition=Q(answered_at__isnull=True, answer_by_at__isnull=False),
                fields=["answer_by_at", "id"],
                name="follow_up_to_answer",
            ),
            models.Index(fields=["received_at"], name="follow_up_received"),
            models.Index(condition=Q(became__isnull=False), fields=["became"], name="follow_up_became"),
        ],
        "constraints": [
            models.UniqueConstraint(fields=("request", "number"), name="follow_up_number_is_unique"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(answered_at__gte=F("received_at")),
                name="follow_up_is_answered_after_it_came",
            ),
        ],
    },
)
DISPUTE = migrations.CreateModel(
    name="Dispute",
    fields=[
        ("id", ID.clone()),
        ("state", models.CharField(max_length=30)),
        ("outcome", models.CharField(blank=True, choices=OUTCOMES, max_length=20)),
        ("closed_at", models.DateTimeField(null=True)),
        ("closed_by_id", models.BigIntegerField(null=True)),
        ("approved_by_id", models.BigIntegerField(null=True)),
        ("made_at", models.DateTimeField()),
        ("verdict", models.CharField(blank=True, choices=VERDICTS, max_length=10)),
        ("decided_at", models.DateTimeField(null=True)),
        ("decided_by_id", models.BigIntegerField(null=True)),
        (
            "follow_up",
            models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="dispute", to="service_requests.followup"
            ),
        ),
        ("request", key(REQUEST, on_delete=django.db.models.deletion.CASCADE, related_name="disputes")),
        (
            "service",
            key("catalog.service", on_delete=django.db.models.deletion.PROTECT, db_index=False, related_name="+"),
        ),
        (
            "department",
            key("accounts.department", on_delete=django.db.models.deletion.PROTECT, db_index=False, related_name="+"),
        ),
        (
            "team",
            key(
                "accounts.team",
                on_delete=django.db.models.deletion.PROTECT,
                db_index=False,
                null=True,
                related_name="+",
            ),
        ),
    ],
    options={
        "indexes": [
            models.Index(condition=Q(verdict=""), fields=["made_at", "id"], name="dispute_to_review"),
            models.Index(fields=["made_at"], name="dispute_made"),
        ],
        "constraints": [
            models.CheckConstraint(
                condition=Q(verdict="", decided_at__isnull=True, decided_by_id__isnull=True)
                | ~Q(verdict="") & Q(decided_at__isnull=False, decided_by_id__isnull=False),
                name="dispute_verdict_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(closed_by_id__isnull=True)
                | Q(decided_by_id__isnull=True)
                | ~Q(closed_by_id=F("decided_by_id")),
                name="dispute_is_not_judged_by_who_closed",
            ),
            models.CheckConstraint(
                condition=Q(approved_by_id__isnull=True)
                | Q(decided_by_id__isnull=True)
                | ~Q(approved_by_id=F("decided_by_id")),
                name="dispute_is_not_judged_by_who_approved",
            ),
        ],
    },
)


class Migration(migrations.Migration):
    dependencies = [("service_requests", "0003_closing")]
    operations = [
        migrations.AddField(
            "follower",
            "role",
            models.CharField(choices=ROLES, db_default="same_problem", default="same_problem", max_length=15),
        ),
        migrations.AddField(
            "follower", "sees", models.CharField(choices=SEES, db_default="public", default="public", max_length=15)
        ),
        migrations.AddField(
            "follower", "ground", models.CharField(choices=GROUNDS, db_default="asked", default="asked", max_length=10)
        ),
        migrations.AddField("follower", "reason", models.CharField(blank=True, db_default="", max_length=300)),
        migrations.AddConstraint(
            "follower",
            models.CheckConstraint(
                condition=~Q(sees="all_but_person", ground="asked"), name="follower_sees_all_with_a_ground"
            ),
        ),
        FOLLOW_UP,
        DISPUTE,
        migrations.AddField(
            "photo", "follow_up", key("service_requests.followup", db_index=False, null=True, related_name="photos")
        ),
        migrations.AddIndex(
            "photo",
            models.Index(condition=Q(follow_up__isnull=False), fields=["follow_up"], name="photo_follow_up"),
        ),
    ]
