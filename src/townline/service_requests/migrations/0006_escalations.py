import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Who is told when nothing else was written: near ones before the time is up, far ones when it is over.
LADDER = """
INSERT INTO service_requests_escalationstep (trigger, kind, quantity, unit, whom, by, is_active) VALUES
    ('time', 'resolution', -1, 'business_days', 'assignee', 'desk', true),
    ('time', 'resolution', 0, 'business_days', 'team_lead', 'mail', true),
    ('time', 'resolution', 2, 'business_days', 'supervisor', 'mail', true),
    ('time', 'resolution', 5, 'business_days', 'manager', 'mail', true),
    ('time', 'first_contact', 0, 'business_days', 'team_lead', 'mail', true),
    ('time', 'keep_informed', 0, 'business_days', 'assignee', 'desk', true),
    ('disputed', 'resolution', 0, 'business_days', 'supervisor', 'mail', true),
    ('contacted_again', 'resolution', 0, 'business_days', 'team_lead', 'desk', true);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_api_key_use"),
        ("service_requests", "0005_tasks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Escalation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("because", models.UUIDField()),
                ("due_at", models.DateTimeField(null=True)),
                ("tell_at", models.DateTimeField()),
                ("told_at", models.DateTimeField(null=True)),
                ("dropped_at", models.DateTimeField(null=True)),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="escalations",
                        to="service_requests.servicerequest",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EscalationNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("told_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("answer", models.CharField(blank=True, max_length=12)),
                ("words", models.CharField(blank=True, max_length=300)),
                (
                    "escalation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="service_requests.escalation",
                    ),
                ),
                (
                    "passed_to",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EscalationStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "trigger",
                    models.CharField(
                        choices=[
                            ("time", "A promise runs out"),
                            ("disputed", "The customer says it is not resolved"),
                            ("contacted_again", "The customer asks again"),
                        ],
                        default="time",
                        max_length=20,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("acknowledge", "Acknowledge"),
                            ("first_contact", "First contact"),
                            ("keep_informed", "Keep informed"),
                            ("resolution", "Resolution"),
                        ],
                        default="resolution",
                        max_length=20,
                    ),
                ),
                ("quantity", models.SmallIntegerField(default=0)),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("business_days", "business days"),
                            ("business_hours", "business hours"),
                            ("calendar_days", "calendar days"),
                            ("hours", "hours"),
                        ],
                        default="business_days",
                        max_length=20,
                    ),
                ),
                (
                    "whom",
                    models.CharField(
                        choices=[
                            ("assignee", "Who has it in hand"),
                            ("team_lead", "Lead of the team"),
                            ("supervisor", "Supervisor of the team"),
                            ("manager", "Manager of the department"),
                            ("administrator", "Administrator"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "by",
                    models.CharField(
                        choices=[("desk", "On the desk"), ("mail", "On the desk and by mail")],
                        default="mail",
                        max_length=10,
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                (
                    "department",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.department",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="escalation",
            name="step",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="service_requests.escalationstep"
            ),
        ),
        migrations.AddIndex(
            model_name="escalationnotice",
            index=models.Index(
                condition=models.Q(("answered_at__isnull", True)), fields=["user", "told_at"], name="notice_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="escalationnotice",
            constraint=models.UniqueConstraint(fields=("escalation", "user"), name="notice_once_a_person"),
        ),
        migrations.AddConstraint(
            model_name="escalationnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at__isnull", True)),
                    models.Q(("answered_at__isnull", False), models.Q(("answer", ""), _negated=True)),
                    _connector="OR",
                ),
                name="notice_says_how_it_was_answered",
            ),
        ),
        migrations.AddConstraint(
            model_name="escalationnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", "passed_on"), _negated=True),
                    models.Q(("passed_to__isnull", False), models.Q(("passed_to", models.F("user")), _negated=True)),
                    _connector="OR",
                ),
                name="notice_is_passed_to_another",
            ),
        ),
        migrations.AddIndex(
            model_name="escalation",
            index=models.Index(
                condition=models.Q(("dropped_at", None), ("told_at", None)),
                fields=["tell_at"],
                name="escalation_to_tell",
            ),
        ),
        migrations.AddConstraint(
            model_name="escalation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("due_at__isnull", False)),
                fields=("request", "step", "due_at"),
                name="escalation_once_a_promise",
            ),
        ),
        migrations.AddConstraint(
            model_name="escalation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("due_at__isnull", True)),
                fields=("because", "step"),
                name="escalation_once_an_event",
            ),
        ),
        migrations.AddConstraint(
            model_name="escalation",
            constraint=models.CheckConstraint(
                condition=models.Q(("told_at__isnull", True), ("dropped_at__isnull", True), _connector="OR"),
                name="escalation_told_is_not_dropped",
            ),
        ),
        migrations.RunSQL(LADDER, "DELETE FROM service_requests_escalationstep"),
    ]
