from django.db import migrations

# One statement for all clocks of a subject. Another promise of the same kind is the next round.
START = """
CREATE FUNCTION service_levels_start(
    subject uuid, subject_type text, department_id bigint, at timestamptz, clocks jsonb)
RETURNS void LANGUAGE sql AS $$
    INSERT INTO service_levels_clock (
        subject, kind, round, subject_type, quantity, unit, department_id, started_at, at_risk_at, due_at, next_at, ended_as)
    SELECT service_levels_start.subject, c.kind, 1 + coalesce((
            SELECT max(earlier.round) FROM service_levels_clock earlier
            WHERE earlier.subject = service_levels_start.subject AND earlier.kind = c.kind), 0),
        service_levels_start.subject_type, c.quantity, c.unit, service_levels_start.department_id, at, c.at_risk_at, c.due_at,
        c.at_risk_at, ''
    FROM jsonb_to_recordset(clocks)
        AS c (kind text, quantity smallint, unit text, at_risk_at timestamptz, due_at timestamptz)
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("service_levels", "0001_initial")]
    operations = [
        migrations.RunSQL(START, "DROP FUNCTION service_levels_start(uuid, text, bigint, timestamptz, jsonb)")
    ]
