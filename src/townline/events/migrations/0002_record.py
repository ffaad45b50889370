from django.db import migrations

# One event and its turn for each handler. The document is the event; recorded_at is when the log hears of it.
RECORD = """
CREATE FUNCTION events_record(document jsonb, handlers text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    event events_event := jsonb_populate_record(NULL::events_event, document);
BEGIN
    event.id := nextval('events_event_id_seq');
    event.recorded_at := clock_timestamp();
    INSERT INTO events_event VALUES (event.*);
    INSERT INTO events_delivery (event_uuid, event_recorded_at, subject, handler, state, attempts, due_at, error)
    SELECT event.uuid, event.recorded_at, event.subject, handler, 'pending', 0, event.recorded_at, ''
    FROM unnest(handlers) AS handler;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]
    operations = [migrations.RunSQL(RECORD, "DROP FUNCTION events_record(jsonb, text[])")]
