from django.db import migrations

RECORD = """
CREATE FUNCTION interactions_record(document jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    contact interactions_interaction := jsonb_populate_record(NULL::interactions_interaction, document);
BEGIN
    contact.id := nextval(pg_get_serial_sequence('interactions_interaction', 'id'));
    contact.uuid := gen_random_uuid();
    contact.direction := 'in';
    INSERT INTO interactions_interaction VALUES (contact.*);
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("interactions", "0001_initial")]
    operations = [migrations.RunSQL(RECORD, "DROP FUNCTION interactions_record(jsonb)")]
