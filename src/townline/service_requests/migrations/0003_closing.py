import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.db import migrations, models


# The one place that knows which rule fits. Desk, bulk, commands and the trigger below ask it.
RULES = """
CREATE FUNCTION service_requests_closing_rules(asked bigint, how text)
RETURNS SETOF service_requests_closingrule LANGUAGE sql STABLE AS $$
    SELECT rule.* FROM service_requests_servicerequest AS request
    JOIN catalog_service AS service ON service.id = request.service_id
    JOIN catalog_group AS heading ON heading.id = service.group_id
    JOIN service_requests_closingrule AS rule ON rule.is_active
        AND rule.ending IN ('', how)
        AND rule.service_code IN ('', service.code)
        AND rule.group_code IN ('', heading.code)
        AND COALESCE(rule.department_id, request.department_id) = request.department_id
        AND COALESCE(rule.priority, request.priority) = request.priority
    WHERE request.id = asked
    ORDER BY rule.position, rule.id
$$;
CREATE FUNCTION service_requests_closing_rule(asked bigint, how text, big text)
RETURNS SETOF service_requests_closingrule LANGUAGE sql STABLE AS $$
    SELECT rule.* FROM service_requests_closing_rules(asked, how) AS rule
    WHERE rule.size IN ('', big) ORDER BY rule.position, rule.id LIMIT 1
$$;
CREATE FUNCTION service_requests_closing_asks_size(asked bigint)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM service_requests_closing_rules(asked, 'done') AS rule
        WHERE rule.size <> '' AND NOT EXISTS (
            SELECT FROM service_requests_closing_rules(asked, 'done') AS plain
            WHERE plain.size = '' AND (plain.position, plain.id) < (rule.position, rule.id)))
$$;
"""
NO_RULES = """
DROP FUNCTION service_requests_closing_asks_size(bigint);
DROP FUNCTION service_requests_closing_rule(bigint, text, text);
DROP FUNCTION service_requests_closing_rules(bigint, text);
"""

# Nobody chooses the rule of a closing: whatever a statement says is written over. Once written it is not rewritten, once
# decided not decided again, and who did the work decides nothing. What may go is words, when a person's data are destroyed.
CLOSURE = """
CREATE FUNCTION service_requests_who_worked(asked bigint) RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
DECLARE
    since timestamptz;  -- the work before was judged by itself
BEGIN
    SELECT max(set_aside_at) INTO since FROM service_requests_closure
    WHERE request_id = asked AND state IN ('approved', 'stood', 'imported');
    RETURN ARRAY(
        SELECT assignee_id FROM service_requests_servicerequest WHERE id = asked AND assignee_id IS NOT NULL
        UNION SELECT assignee_id FROM service_requests_assignment
        WHERE request_id = asked AND assignee_id IS NOT NULL AND (since IS NULL OR closed_at IS NULL OR closed_at > since)
        UNION SELECT ended_by_id FROM service_requests_task
        WHERE request_id = asked AND state = 'done' AND ended_by_id IS NOT NULL AND (since IS NULL OR ended_at > since)
        ORDER BY 1);
END $$;

CREATE FUNCTION service_requests_closure_takes_rule() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    origin text;
    rule service_requests_closingrule;
BEGIN
    SELECT source INTO origin FROM service_requests_servicerequest WHERE id = NEW.request_id;
    IF (NEW.ending = 'imported') IS DISTINCT FROM (NEW.state = 'imported') OR NEW.ending = 'imported' AND origin = '' THEN
        RAISE EXCEPTION 'Request % was not closed in another system', NEW.request_id USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.ending = 'done' AND NEW.size = '' AND service_requests_closing_asks_size(NEW.request_id) THEN
        RAISE EXCEPTION 'Request %: the size of the work is missing', NEW.request_id USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.ending <> 'imported' THEN
        SELECT * INTO rule FROM service_requests_closing_rule(NEW.request_id, NEW.ending, NEW.size);
        NEW.rule_id := rule.id;
        NEW.rule_note := COALESCE(rule.note, '');
        NEW.approval := COALESCE(rule.approval, 'supervisor');
        NEW.percent := rule.percent;
        NEW.required := COALESCE(rule.evidence, '{}');
    END IF;
    NEW.workers := service_requests_who_worked(NEW.request_id);
    IF NEW.ending = 'done' OR NEW.state <> 'approved' THEN  -- who did it, and who proposes what somebody else decides on
        NEW.workers := array_remove(array_append(array_remove(NEW.workers, NEW.completed_by_id), NEW.completed_by_id), NULL);
    END IF;
    NEW.is_drawn := NEW.approval = 'sampled'
        AND ('x' || left(md5(NEW.uuid::text), 7))::bit(28)::int % 100 < NEW.percent;
    IF NEW.state = 'approved' AND NEW.decided_by_id = ANY(NEW.workers) THEN
        RAISE EXCEPTION 'Nobody approves their own work' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER closure_takes_rule BEFORE INSERT ON service_requests_closure
FOR EACH ROW EXECUTE FUNCTION service_requests_closure_takes_rule();

CREATE FUNCTION service_requests_closure_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'A closing is kept' USING ERRCODE = 'check_violation';
    END IF;
    IF ROW(NEW.uuid, NEW.request_id, NEW.ending, NEW.rule_id, NEW.approval, NEW.percent, NEW.required, NEW.size, NEW.outcome,
            NEW.told, NEW.team_id, NEW.worked_from_at, NEW.completed_at, NEW.completed_by_id, NEW.workers, NEW.stands_at,
            NEW.is_drawn)
        IS DISTINCT FROM ROW(OLD.uuid, OLD.request_id, OLD.ending, OLD.rule_id, OLD.approval, OLD.percent, OLD.required,
            OLD.size, OLD.outcome, OLD.told, OLD.team_id, OLD.worked_from_at, OLD.completed_at, OLD.completed_by_id,
            OLD.workers, OLD.stands_at, OLD.is_drawn)
        OR NEW.measured NOT IN (OLD.measured, '') OR NEW.reason NOT IN (OLD.reason, '')
        OR NOT NEW.photos <@ OLD.photos
        OR OLD.set_aside_at IS NOT NULL AND NEW.set_aside_at IS DISTINCT FROM OLD.set_aside_at
        OR OLD.state <> 'waiting' AND ROW(NEW.state, NEW.decided_at, NEW.decided_by_id)
            IS DISTINCT FROM ROW(OLD.state, OLD.decided_at, OLD.decided_by_id)
        OR OLD.audited_at IS NOT NULL AND ROW(NEW.audited_at, NEW.audited_by_id, NEW.verdict)
            IS DISTINCT FROM ROW(OLD.audited_at, OLD.audited_by_id, OLD.verdict) THEN
        RAISE EXCEPTION 'A closing is not rewritten' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.audited_at IS NULL AND NEW.audited_at IS NOT NULL AND NOT (
            OLD.is_drawn AND OLD.state IN ('approved', 'stood') AND OLD.set_aside_at IS NULL) THEN
        RAISE EXCEPTION 'There is nothing to audit' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state = 'approved' AND NEW.decided_by_id = ANY(NEW.workers) OR NEW.audited_by_id = ANY(NEW.workers) THEN
        RAISE EXCEPTION 'Nobody approves their own work' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER closure_stays BEFORE UPDATE OR DELETE ON service_requests_closure
FOR EACH ROW EXECUTE FUNCTION service_requests_closure_stays();
"""
NO_CLOSURE = """
DROP TRIGGER closure_stays ON service_requests_closure;
DROP FUNCTION service_requests_closure_stays();
DROP TRIGGER closure_takes_rule ON service_requests_closure;
DROP FUNCTION service_requests_closure_takes_rule();
DROP FUNCTION service_requests_who_worked(bigint);
"""

# No way into an end without the closing that belongs to it: not on the desk, not in bulk, not by hand. A request that comes
# in with its end must bring its closing in the same transaction, unless it comes from another system.
GUARD = r"""
CREATE FUNCTION service_requests_says_something(words text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT words ~ '[0-9A-Za-z]|[^\u0001-\u00bf\u00d7\u00f7\u115f\u1160\u180b-\u180f\u2000-\u2bff\u3000-\u303f\u3164\ufe00-\ufe0f\ufeff\uffa0\U0001f000-\U0001faff]'
$$;

CREATE FUNCTION service_requests_closing_fault(request service_requests_servicerequest, is_new boolean)
RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
    closure service_requests_closure;
BEGIN
    SELECT * INTO closure FROM service_requests_closure
    WHERE request_id = request.id AND set_aside_at IS NULL ORDER BY id DESC LIMIT 1;
    IF closure.state = 'imported' THEN
        RETURN NULL;
    END IF;
    IF request.state = 'merged' THEN
        IF NOT EXISTS (
            SELECT FROM service_requests_servicerequest AS target WHERE target.id = request.merged_into_id AND (
                target.state NOT IN ('completed', 'confirmed', 'declined', 'merged', 'cancelled')
                OR target.state IN ('completed', 'confirmed') AND target.completed_at >= request.submitted_at
                OR is_new)) THEN
            RETURN 'nobody works on the request that it is merged into';
        END IF;
        RETURN NULL;
    END IF;
    IF closure.id IS NULL OR closure.ending <> (CASE request.state
            WHEN 'declined' THEN 'declined' WHEN 'cancelled' THEN 'cancelled' ELSE 'done' END) THEN
        RETURN 'there is no closing of this kind';
    END IF;
    IF closure.state NOT IN ('approved', 'stood') AND NOT (request.state = 'completed' AND closure.state = 'waiting')
        OR request.state = 'completed' AND closure.state <> 'waiting' AND NOT is_new THEN
        RETURN 'its closing is ' || closure.state;
    END IF;
    IF request.state = 'declined' AND NOT service_requests_says_something(request.status_notes) THEN
        RETURN 'the customer is given no reason';
    END IF;
    IF closure.ending <> 'done' THEN
        RETURN NULL;
    END IF;
    IF closure.completed_at IS DISTINCT FROM request.completed_at THEN
        RETURN 'its closing is of another day';
    END IF;
    IF request.outcome IN ('', 'not_recorded') THEN
        RETURN 'outcome is missing';
    END IF;
    RETURN service_requests_missing_evidence(request, closure);
END $$;

CREATE FUNCTION service_requests_missing_evidence(
    request service_requests_servicerequest, closure service_requests_closure)
RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
    has_photo boolean := cardinality(closure.photos) > 0 AND EXISTS (
        SELECT FROM service_requests_photo AS photo
        WHERE photo.request_id = request.id AND photo.uuid = ANY(closure.photos) AND photo.is_evidence
            AND photo.state <> 'refused' AND NOT EXISTS (
                SELECT FROM service_requests_closure AS earlier WHERE earlier.request_id = request.id
                    AND earlier.id < closure.id AND earlier.state IN ('approved', 'stood')
                    AND photo.uuid = ANY(earlier.photos)));
BEGIN
    IF NOT has_photo AND NOT service_requests_says_something(request.status_notes) AND closure.measured !~ '[0-9]' THEN
        RETURN 'evidence is missing';
    END IF;
    IF 'photo' = ANY(closure.required) AND NOT has_photo THEN
        RETURN 'photo is missing';
    END IF;
    IF 'note' = ANY(closure.required) AND NOT service_requests_says_something(request.status_notes) THEN
        RETURN 'note is missing';
    END IF;
    IF 'measurement' = ANY(closure.required) AND closure.measured !~ '[0-9]' THEN
        RETURN 'measurement is missing';
    END IF;
    IF 'customer_told' = ANY(closure.required)
        AND (closure.told = '' OR closure.told = 'nobody' AND request.customer_id IS NOT NULL) THEN
        RETURN 'customer_told is missing';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION service_requests_closing_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    fault text;
BEGIN
    IF NEW.state IN ('completed', 'confirmed', 'declined', 'merged', 'cancelled') THEN
        fault := service_requests_closing_fault(NEW, FALSE);
        IF fault IS NOT NULL THEN
            RAISE EXCEPTION 'Request % cannot be %: %', NEW.reference, NEW.state, fault USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    UPDATE service_requests_closure SET set_aside_at = NEW.state_since_at,
        state = CASE WHEN state = 'waiting' THEN 'set_aside' ELSE state END
    WHERE request_id = NEW.id AND set_aside_at IS NULL AND (
        OLD.state IN ('completed', 'confirmed', 'declined', 'merged', 'cancelled')
            AND NEW.state NOT IN ('completed', 'confirmed', 'declined', 'merged', 'cancelled')
        OR NEW.state IN ('declined', 'merged', 'cancelled') AND state = 'waiting');
    RETURN NEW;
END $$;
CREATE TRIGGER request_closing_guard BEFORE UPDATE OF state ON service_requests_servicerequest
FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION service_requests_closing_guard();

CREATE FUNCTION service_requests_born_closed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    current service_requests_servicerequest;
    fault text;
BEGIN
    SELECT * INTO current FROM service_requests_servicerequest WHERE id = NEW.id;  -- as it is when all is written
    IF NEW.state IN ('completed', 'confirmed', 'declined', 'merged', 'cancelled')
       AND current.state IN ('completed', 'confirmed', 'declined', 'merged', 'cancelled') THEN
        fault := service_requests_closing_fault(current, TRUE);
    END IF;
    IF fault IS NOT NULL THEN
        RAISE EXCEPTION 'Request % cannot come in %: %', NEW.reference, NEW.state, fault USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER request_born_closed AFTER INSERT ON service_requests_servicerequest
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
WHEN (NEW.source = '' AND NEW.state <> 'submitted')  -- short: it is read anew for each report that comes in
EXECUTE FUNCTION service_requests_born_closed();

CREATE FUNCTION service_requests_source_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A request that was made here does not become an imported one' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER request_source_stays BEFORE UPDATE OF source ON service_requests_servicerequest
FOR EACH ROW WHEN (OLD.source = '' AND NEW.source <> '') EXECUTE FUNCTION service_requests_source_stays();
"""
NO_GUARD = """
DROP TRIGGER request_source_stays ON service_requests_servicerequest;
DROP FUNCTION service_requests_source_stays();
DROP TRIGGER request_born_closed ON service_requests_servicerequest;
DROP FUNCTION service_requests_born_closed();
DROP TRIGGER request_closing_guard ON service_requests_servicerequest;
DROP FUNCTION service_requests_closing_guard();
DROP FUNCTION service_requests_missing_evidence(service_requests_servicerequest, service_requests_closure);
DROP FUNCTION service_requests_closing_fault(service_requests_servicerequest, boolean);
DROP FUNCTION service_requests_says_something(text);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_api_key_use"),
        ("catalog", "0001_initial"),
        ("service_requests", "0002_submit"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClosingRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField(default=100)),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("done", "Work done"),
                            ("declined", "Cannot do"),
                            ("cancelled", "Withdrawn"),
                            ("imported", "Closed in another system"),
                        ],
                        max_length=12,
                    ),
                ),
                ("service_code", models.CharField(blank=True, max_length=80)),
                ("group_code", models.CharField(blank=True, max_length=60)),
                ("priority", models.PositiveSmallIntegerField(null=True)),
                (
                    "size",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("small", "Small: done within an hour"),
                            ("medium", "Medium: done within a day"),
                            ("large", "Large: more than a day"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "approval",
                    models.CharField(
                        choices=[
                            ("automatic", "Nobody: it stands when the customer does not object in time"),
                            ("peer", "A colleague of the team"),
                            ("supervisor", "A supervisor"),
                            ("sampled", "Nobody now; some are looked at afterwards"),
                        ],
                        max_length=12,
                    ),
                ),
                ("percent", models.PositiveSmallIntegerField(null=True)),
                (
                    "evidence",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), default=list, size=None
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
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
        migrations.CreateModel(
            name="Closure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, unique=True)),
                (
                    "ending",
                    models.CharField(
                        choices=[
                            ("done", "Work done"),
                            ("declined", "Cannot do"),
                            ("cancelled", "Withdrawn"),
                            ("imported", "Closed in another system"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits for approval"),
                            ("approved", "Approved"),
                            ("stood", "Stood without a look"),
                            ("sent_back", "Sent back"),
                            ("set_aside", "Overtaken: work went on"),
                            ("imported", "Closed in another system: no evidence here"),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("rule_note", models.CharField(blank=True, max_length=200)),
                (
                    "approval",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("automatic", "Nobody: it stands when the customer does not object in time"),
                            ("peer", "A colleague of the team"),
                            ("supervisor", "A supervisor"),
                            ("sampled", "Nobody now; some are looked at afterwards"),
                        ],
                        max_length=12,
                    ),
                ),
                ("percent", models.PositiveSmallIntegerField(null=True)),
                (
                    "required",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), default=list, size=None
                    ),
                ),
                (
                    "size",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("small", "Small: done within an hour"),
                            ("medium", "Medium: done within a day"),
                            ("large", "Large: more than a day"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("fixed", "Fixed"),
                            ("nothing_found", "Looked, found nothing wrong"),
                            ("done_earlier", "Was done already"),
                            ("planned", "Planned for later work"),
                            ("referred", "Passed on to another body"),
                            ("answered", "Answered"),
                            ("not_recorded", "Not recorded"),
                        ],
                        max_length=20,
                    ),
                ),
                ("measured", models.CharField(blank=True, max_length=120)),
                (
                    "told",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("in_person", "In person, on the spot"),
                            ("called", "By telephone"),
                            ("wrote", "In writing, by a person"),
                            ("nobody", "Nobody: the report was anonymous"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "photos",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("reason", models.TextField(blank=True)),
                ("worked_from_at", models.DateTimeField()),
                ("completed_at", models.DateTimeField()),
                ("completed_by_id", models.BigIntegerField(null=True)),
                ("completed_by_label", models.CharField(blank=True, max_length=120)),
                (
                    "workers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("team", "The team"),
                            ("department", "The manager of the department"),
                            ("corporation", "Every manager"),
                        ],
                        default="team",
                        max_length=12,
                    ),
                ),
                ("next_level_at", models.DateTimeField(null=True)),
                ("stands_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by_id", models.BigIntegerField(null=True)),
                ("decided_by_label", models.CharField(blank=True, max_length=120)),
                ("decision", models.TextField(blank=True)),
                ("set_aside_at", models.DateTimeField(null=True)),
                ("is_drawn", models.BooleanField(default=False)),
                ("audited_at", models.DateTimeField(null=True)),
                ("audited_by_id", models.BigIntegerField(null=True)),
                ("audited_by_label", models.CharField(blank=True, max_length=120)),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[("good", "Closed rightly"), ("not_good", "Not closed rightly")],
                        max_length=10,
                    ),
                ),
                ("audit_words", models.TextField(blank=True)),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closures",
                        to="service_requests.servicerequest",
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="service_requests.closingrule",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.team",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="closingrule",
            index=models.Index(
                condition=models.Q(("is_active", True)), fields=["position", "id"], name="closing_rule_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="closingrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approval", "sampled"), ("percent__range", (1, 100))),
                    models.Q(models.Q(("approval", "sampled"), _negated=True), ("percent__isnull", True)),
                    _connector="OR",
                ),
                name="closing_rule_sample_has_percent",
            ),
        ),
        migrations.AddConstraint(
            model_name="closingrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("evidence__contained_by", ["note", "photo", "measurement", "customer_told"])),
                name="closing_rule_evidence_is_known",
            ),
        ),
        migrations.AddIndex(
            model_name="closure",
            index=models.Index(fields=["request", "-id"], name="closure_request"),
        ),
        migrations.AddIndex(
            model_name="closure",
            index=models.Index(
                condition=models.Q(("state", "waiting")), fields=["completed_at", "id"], name="closure_waits"
            ),
        ),
        migrations.AddIndex(
            model_name="closure",
            index=models.Index(
                condition=models.Q(("state", "waiting"), ("stands_at__isnull", False)),
                fields=["stands_at"],
                name="closure_stands",
            ),
        ),
        migrations.AddIndex(
            model_name="closure",
            index=models.Index(
                condition=models.Q(("state", "waiting"), ("next_level_at__isnull", False)),
                fields=["next_level_at"],
                name="closure_goes_up",
            ),
        ),
        migrations.AddIndex(
            model_name="closure",
            index=models.Index(
                condition=models.Q(("audited_at__isnull", True), ("is_drawn", True)),
                fields=["decided_at", "id"],
                name="closure_to_audit",
            ),
        ),
        migrations.AddIndex(
            model_name="closure",
            index=models.Index(fields=["completed_at"], name="closure_completed"),
        ),
        migrations.AddConstraint(
            model_name="closure",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "waiting")), fields=("request",), name="closure_one_waits"
            ),
        ),
        migrations.AddConstraint(
            model_name="closure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["approved", "stood", "sent_back"]), _negated=True),
                    models.Q(("decided_at__gte", models.F("completed_at")), ("decided_at__isnull", False)),
                    _connector="OR",
                ),
                name="closure_decided_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="closure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "stood"), _negated=True),
                    models.Q(
                        ("approval__in", ["automatic", "sampled"]),
                        ("decided_at__gte", models.F("stands_at")),
                        ("stands_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="closure_stands_only_in_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="closure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "approved"), _negated=True),
                    ("decided_by_id__isnull", False),
                    models.Q(("completed_by_id__isnull", True), ("ending", "cancelled")),
                    _connector="OR",
                ),
                name="closure_approved_says_who",
            ),
        ),
        migrations.AddConstraint(
            model_name="closure",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict", ""), ("audited_at__isnull", False), _connector="OR"),
                name="closure_verdict_says_when",
            ),
        ),
        migrations.RunSQL(RULES, NO_RULES),
        migrations.RunSQL(CLOSURE, NO_CLOSURE),
        migrations.RunSQL(GUARD, NO_GUARD),
    ]
