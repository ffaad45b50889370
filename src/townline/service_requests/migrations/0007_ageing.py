from django.conf import settings
from django.db import migrations, models

# The states are those of workflow.OPEN, and "completed"; a test holds them together.
COUNTED = "'assigned', 'completed', 'reviewed', 'submitted', 'waiting_for_customer'"
KEY = "state, due_at, department_id, team_id, assignee_id, visibility"

# Midnight at the end of Friday is Friday. The city's time zone stands in the function, so that a trigger asks no table.
DUE_DATE = """
CREATE OR REPLACE FUNCTION service_requests_due_date(due_at timestamptz) RETURNS date LANGUAGE sql IMMUTABLE AS $$
    SELECT ((due_at - interval '1 second') AT TIME ZONE '{zone}')::date
$$;
"""
COUNT = f"""
CREATE FUNCTION service_requests_standing(state varchar, due_at timestamptz) RETURNS varchar LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN state = 'completed' THEN 'done' WHEN state = 'waiting_for_customer' THEN 'asked'
        WHEN due_at IS NULL THEN 'paused' ELSE 'running' END
$$;
CREATE FUNCTION service_requests_count_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.state IN ({COUNTED}) THEN
        INSERT INTO service_requests_opencount (department_id, team_id, assignee_id, standing, is_sealed, due_date, number)
        VALUES (OLD.department_id, OLD.team_id, OLD.assignee_id, service_requests_standing(OLD.state, OLD.due_at),
            OLD.visibility = 'enforcement', service_requests_due_date(OLD.due_at), -1);
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.state IN ({COUNTED}) THEN
        INSERT INTO service_requests_opencount (department_id, team_id, assignee_id, standing, is_sealed, due_date, number)
        VALUES (NEW.department_id, NEW.team_id, NEW.assignee_id, service_requests_standing(NEW.state, NEW.due_at),
            NEW.visibility = 'enforcement', service_requests_due_date(NEW.due_at), 1);
    END IF;
    RETURN NULL;
END $$;
-- A short condition: it is read anew for each report that comes in. Most of what an import brings is confirmed.
CREATE TRIGGER count_open_insert AFTER INSERT ON service_requests_servicerequest
    FOR EACH ROW WHEN (NEW.state <> 'confirmed') EXECUTE FUNCTION service_requests_count_open();
CREATE TRIGGER count_open_update AFTER UPDATE OF {KEY} ON service_requests_servicerequest
    FOR EACH ROW WHEN (({", ".join("OLD." + name for name in KEY.split(", "))})
        IS DISTINCT FROM ({", ".join("NEW." + name for name in KEY.split(", "))}))
    EXECUTE FUNCTION service_requests_count_open();
CREATE TRIGGER count_open_delete AFTER DELETE ON service_requests_servicerequest
    FOR EACH ROW WHEN (OLD.state IN ({COUNTED})) EXECUTE FUNCTION service_requests_count_open();
"""
FORGET = """
DROP TRIGGER count_open_insert ON service_requests_servicerequest;
DROP TRIGGER count_open_update ON service_requests_servicerequest;
DROP TRIGGER count_open_delete ON service_requests_servicerequest;
DROP FUNCTION service_requests_count_open();
DROP FUNCTION service_requests_standing(varchar, timestamptz);
DROP FUNCTION service_requests_due_date(timestamptz);
"""


class Migration(migrations.Migration):
    dependencies = [("service_requests", "0006_escalations")]
    operations = [
        migrations.CreateModel(
            name="OpenCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("department_id", models.BigIntegerField()),
                ("team_id", models.BigIntegerField(null=True)),
                ("assignee_id", models.BigIntegerField(null=True)),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("running", "has a date"),
                            ("asked", "waits for the customer"),
                            ("paused", "has no date now"),
                            ("done", "waits for approval"),
                        ],
                        max_length=20,
                    ),
                ),
                ("is_sealed", models.BooleanField()),
                ("due_date", models.DateField(null=True)),
                ("number", models.IntegerField()),
            ],
        ),
        migrations.RunSQL(DUE_DATE.format(zone=settings.TIME_ZONE) + COUNT, FORGET),
    ]
