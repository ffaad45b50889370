import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models


# A request is not completed while a task of it is open: not on the desk, not in bulk, not by hand.
TASKS_FIRST = """
CREATE FUNCTION service_requests_tasks_first() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM service_requests_task WHERE request_id = NEW.id AND state IN ('waiting', 'open')) THEN
        RAISE EXCEPTION 'Request % has open tasks', NEW.reference USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER request_tasks_first BEFORE UPDATE OF state ON service_requests_servicerequest FOR EACH ROW
WHEN (NEW.state IN ('completed', 'confirmed') AND OLD.state NOT IN ('completed', 'confirmed'))
EXECUTE FUNCTION service_requests_tasks_first();
"""
# Who did one of its tasks has worked on it too, and does not approve it. Runs after the trigger that names the others.
WORKERS = """
CREATE FUNCTION service_requests_task_workers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.workers := ARRAY(
        SELECT unnest(NEW.workers) UNION
        SELECT ended_by_id FROM service_requests_task
        WHERE request_id = NEW.request_id AND state = 'done' AND ended_by_id IS NOT NULL);
    IF NEW.state = 'approved' AND NEW.decided_by_id = ANY(NEW.workers) THEN
        RAISE EXCEPTION 'Nobody approves their own work' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER closure_takes_task_workers BEFORE INSERT ON service_requests_closure FOR EACH ROW
WHEN (NEW.ending = 'done') EXECUTE FUNCTION service_requests_task_workers();
"""
NO_WORKERS = """
DROP TRIGGER closure_takes_task_workers ON service_requests_closure;
DROP FUNCTION service_requests_task_workers();
"""
NO_TASKS_FIRST = """
DROP TRIGGER request_tasks_first ON service_requests_servicerequest;
DROP FUNCTION service_requests_tasks_first();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_api_key_use"),
        ("catalog", "0001_initial"),
        ("customers", "0005_segments"),
        ("places", "0001_initial"),
        ("service_requests", "0004_follow_ups"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MajorEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("storm", "Storm or flood"),
                            ("outage", "Outage"),
                            ("election", "Election or large event"),
                            ("other", "Other"),
                        ],
                        max_length=10,
                    ),
                ),
                ("name_en", models.CharField(max_length=120)),
                ("name_fr", models.CharField(max_length=120)),
                ("words_en", models.CharField(max_length=600)),
                ("words_fr", models.CharField(max_length=600)),
                ("starts_at", models.DateTimeField()),
                ("declared_at", models.DateTimeField()),
                ("declared_by", models.CharField(max_length=120)),
                ("ended_at", models.DateTimeField(null=True)),
                ("services", models.ManyToManyField(related_name="+", to="catalog.service")),
                ("wards", models.ManyToManyField(related_name="+", to="places.area")),
            ],
        ),
        migrations.CreateModel(
            name="MajorReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("joined_at", models.DateTimeField()),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("declared", "Was open when it was declared"),
                            ("reported", "Reported while it lasted"),
                            ("by_hand", "Added by staff"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "major",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="service_requests.majorevent",
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="service_requests.servicerequest",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MajorLeft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("left_at", models.DateTimeField()),
                (
                    "major",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="service_requests.majorevent",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="service_requests.servicerequest",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("major", "request"), name="major_left_once")],
            },
        ),
        migrations.CreateModel(
            name="MajorUpdate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("words_en", models.TextField()),
                ("words_fr", models.TextField()),
                ("written_at", models.DateTimeField()),
                ("written_by", models.CharField(max_length=120)),
                (
                    "major",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="updates",
                        to="service_requests.majorevent",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MajorListener",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=2)),
                ("preferred", models.CharField(max_length=10)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Still to be written"),
                            ("told", "Written"),
                            ("no_way", "Wants no messages, or left no way"),
                            ("failed", "Could not be written"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("error", models.CharField(blank=True, max_length=300)),
                ("told_at", models.DateTimeField(null=True)),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="customers.customer"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="service_requests.servicerequest",
                    ),
                ),
                (
                    "update_of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="listeners",
                        to="service_requests.majorupdate",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MajorWork",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("outcome", models.CharField(max_length=20)),
                ("words", models.TextField()),
                ("by_id", models.BigIntegerField()),
                ("by_label", models.CharField(max_length=120)),
                ("begun_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "major",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="works",
                        to="service_requests.majorevent",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MajorWorkItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Still to do"), ("done", "Done"), ("refused", "Refused")],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("refusal", models.CharField(blank=True, max_length=300)),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="service_requests.servicerequest",
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="service_requests.majorwork",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("position", models.PositiveSmallIntegerField()),
                ("title_en", models.CharField(max_length=160)),
                ("title_fr", models.CharField(max_length=160)),
                ("words_en", models.TextField(blank=True)),
                ("words_fr", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits for another task"),
                            ("open", "To do"),
                            ("done", "Done"),
                            ("not_needed", "Not needed"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "evidence",
                    models.CharField(
                        choices=[
                            ("nothing", "Nothing: a press is enough"),
                            ("note", "Words on what was done"),
                            ("photo", "A photo of the work"),
                            ("both", "Words and a photo"),
                        ],
                        default="note",
                        max_length=10,
                    ),
                ),
                ("quantity", models.PositiveSmallIntegerField()),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("business_days", "business days"),
                            ("business_hours", "business hours"),
                            ("calendar_days", "calendar days"),
                            ("hours", "hours"),
                        ],
                        max_length=20,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(null=True)),
                ("taken_up_at", models.DateTimeField(null=True)),
                ("due_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("result", models.TextField(blank=True)),
                ("ended_by", models.CharField(blank=True, max_length=120)),
                ("ended_by_id", models.BigIntegerField(null=True)),
                (
                    "assignee",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tasks",
                        to="service_requests.servicerequest",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.team",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HandOff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("event_uuid", models.UUIDField(unique=True)),
                ("handed_at", models.DateTimeField()),
                ("quantity", models.PositiveSmallIntegerField(null=True)),
                (
                    "unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("business_days", "business days"),
                            ("business_hours", "business hours"),
                            ("calendar_days", "calendar days"),
                            ("hours", "hours"),
                        ],
                        max_length=20,
                    ),
                ),
                ("due_at", models.DateTimeField(null=True)),
                ("taken_up_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "from_team",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.team",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="service_requests.servicerequest",
                    ),
                ),
                (
                    "to_team",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.team",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="service_requests.task",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TaskNeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "needs",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="needed_by",
                        to="service_requests.task",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="needs", to="service_requests.task"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TaskPhoto",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "photo",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="service_requests.photo"
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="task_photos",
                        to="service_requests.task",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TaskPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("completes_request", models.BooleanField(default=False)),
                ("is_active", models.BooleanField(default=True)),
                (
                    "service",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.service"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TaskStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(99),
                        ]
                    ),
                ),
                ("title_en", models.CharField(max_length=160)),
                ("title_fr", models.CharField(max_length=160)),
                ("words_en", models.TextField(blank=True)),
                ("words_fr", models.TextField(blank=True)),
                ("quantity", models.PositiveSmallIntegerField(default=3)),
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
                    "evidence",
                    models.CharField(
                        choices=[
                            ("nothing", "Nothing: a press is enough"),
                            ("note", "Words on what was done"),
                            ("photo", "A photo of the work"),
                            ("both", "Words and a photo"),
                        ],
                        default="note",
                        max_length=10,
                    ),
                ),
                (
                    "after",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="service_requests.taskplan",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.team"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="task",
            name="step",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="service_requests.taskstep",
            ),
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("quantity", models.PositiveSmallIntegerField(default=1)),
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
                ("is_active", models.BooleanField(default=True)),
                (
                    "from_department",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.department",
                    ),
                ),
                (
                    "from_team",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.team"
                    ),
                ),
                (
                    "to_department",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.department",
                    ),
                ),
                (
                    "to_team",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.team"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("quantity__gte", 1)), name="agreement_has_time"),
                    models.UniqueConstraint(
                        fields=("from_department", "from_team", "to_department", "to_team"),
                        name="agreement_is_made_once",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="majorevent",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)), fields=["starts_at"], name="major_event_goes_on"
            ),
        ),
        migrations.AddConstraint(
            model_name="majorevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True), ("ended_at__gte", models.F("starts_at")), _connector="OR"
                ),
                name="major_event_ends_after_start",
            ),
        ),
        migrations.AddIndex(
            model_name="majorlistener",
            index=models.Index(
                condition=models.Q(("state", "waiting")), fields=["update_of", "id"], name="major_listener_waits"
            ),
        ),
        migrations.AddConstraint(
            model_name="majorlistener",
            constraint=models.UniqueConstraint(fields=("update_of", "customer"), name="major_listener_hears_once"),
        ),
        migrations.AddIndex(
            model_name="majorworkitem",
            index=models.Index(
                condition=models.Q(("state", "waiting")), fields=["work", "id"], name="major_work_waits"
            ),
        ),
        migrations.AddConstraint(
            model_name="majorworkitem",
            constraint=models.UniqueConstraint(fields=("work", "request"), name="major_work_item_is_once"),
        ),
        migrations.AddIndex(
            model_name="handoff",
            index=models.Index(fields=["handed_at"], name="hand_off_handed"),
        ),
        migrations.AddConstraint(
            model_name="handoff",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True), ("taken_up_at__isnull", True)),
                fields=("request", "task"),
                name="hand_off_one_waiting",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="handoff",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_team", models.F("to_team")), _negated=True),
                name="hand_off_is_between_two_teams",
            ),
        ),
        migrations.AddConstraint(
            model_name="taskneed",
            constraint=models.UniqueConstraint(fields=("task", "needs"), name="task_need_is_said_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="taskneed",
            trigger=pgtrigger.compiler.Trigger(
                name="task_need_is_earlier",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\nIF NOT EXISTS (\n    SELECT FROM service_requests_task AS later JOIN service_requests_task AS first ON first.request_id = later.request_id\n    WHERE later.id = NEW.task_id AND first.id = NEW.needs_id AND first.position < later.position) THEN\n    RAISE EXCEPTION 'A task needs an earlier one of the same request' USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;\n",
                    hash="73a477f2e567bd51a188cc4603717cc588052d22",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_task_need_is_earlier_7c22f",
                    table="service_requests_taskneed",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="taskstep",
            constraint=models.UniqueConstraint(fields=("plan", "position"), name="task_step_has_its_place"),
        ),
        migrations.AddConstraint(
            model_name="taskstep",
            constraint=models.CheckConstraint(
                condition=models.Q(("position__range", (1, 99))), name="task_step_place_is_one_to_99"
            ),
        ),
        migrations.AddConstraint(
            model_name="taskstep",
            constraint=models.CheckConstraint(condition=models.Q(("quantity__gte", 1)), name="task_step_has_time"),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                models.F("team"),
                models.F("due_at"),
                models.F("id"),
                condition=models.Q(("state__in", ["open", "waiting"])),
                name="task_team",
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(condition=models.Q(("state", "open")), fields=["assignee", "due_at"], name="task_mine"),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                models.OrderBy(models.F("ended_at"), descending=True),
                models.F("id"),
                condition=models.Q(("state", "done")),
                name="task_done",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.UniqueConstraint(fields=("request", "step"), name="task_once_of_each_step"),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.UniqueConstraint(fields=("request", "position"), name="task_has_its_place"),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("state__in", ["waiting", "open"])),
                    models.Q(("ended_at__isnull", False), ("state__in", ["done", "not_needed"])),
                    _connector="OR",
                ),
                name="task_ended_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "waiting"), ("state", "not_needed"), ("opened_at__isnull", False), _connector="OR"
                ),
                name="task_open_says_since_when",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="task",
            trigger=pgtrigger.compiler.Trigger(
                name="task_holds",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\nIF NEW.state IN ('waiting', 'open') AND (TG_OP = 'INSERT' OR OLD.state NOT IN ('waiting', 'open')) THEN\n    PERFORM FROM service_requests_servicerequest WHERE id = NEW.request_id FOR SHARE;\n    PERFORM FROM service_requests_servicerequest WHERE id = NEW.request_id AND state IN ('cancelled', 'completed', 'confirmed', 'declined', 'merged');\n    IF FOUND THEN\n        RAISE EXCEPTION 'A request that has ended gets no task' USING ERRCODE = 'check_violation';\n    END IF;\nEND IF;\nIF NEW.state IN ('open', 'done') AND EXISTS (\n    SELECT FROM service_requests_taskneed AS need JOIN service_requests_task AS first ON first.id = need.needs_id\n    WHERE need.task_id = NEW.id AND first.state IN ('waiting', 'open')) THEN\n    RAISE EXCEPTION 'Task % waits for another one', NEW.uuid USING ERRCODE = 'check_violation';\nEND IF;\nIF NEW.state = 'done' AND NEW.evidence IN ('photo', 'both') AND NOT EXISTS (\n    SELECT FROM service_requests_taskphoto WHERE task_id = NEW.id) THEN\n    RAISE EXCEPTION 'Task % needs a photo', NEW.uuid USING ERRCODE = 'check_violation';\nEND IF;\nIF NEW.state = 'done' AND NEW.evidence IN ('note', 'both') AND NEW.result = '' THEN\n    RAISE EXCEPTION 'Task % needs words', NEW.uuid USING ERRCODE = 'check_violation';\nEND IF;\nRETURN NEW;\n",
                    hash="ef7214d3a803b12774b859af8c4c4ad7a16f9940",
                    operation='INSERT OR UPDATE OF "state"',
                    pgid="pgtrigger_task_holds_23071",
                    table="service_requests_task",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(TASKS_FIRST, NO_TASKS_FIRST),
        migrations.RunSQL(WORKERS, NO_WORKERS),
    ]
