from django.db import migrations

START = """
CREATE FUNCTION service_levels_start(subject uuid, business_days integer, at timestamptz, due_at timestamptz)
RETURNS void LANGUAGE sql AS $$
    INSERT INTO service_levels_clock (subject, kind, business_days, started_at, due_at, pause_reason)
    VALUES (subject, 'resolution', business_days, at, due_at, '')
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("service_levels", "0001_initial")]
    operations = [
        migrations.RunSQL(START, "DROP FUNCTION service_levels_start(uuid, integer, timestamptz, timestamptz)")
    ]
