from django.db import migrations

# Intake in one statement: the customer, the request, the contact, the clock, the event with its deliveries. A submission
# that was sent before gives back the request that it made then. See operations/submit.py. Each connection plans what is in it
# once: all of it goes by keys. While no major event goes on there is none to join, and the worker is not sent to look: whoever
# declares one waits for the reports that have looked already, and takes them in (operations/major_events/declaring.py).
SUBMIT = """
CREATE FUNCTION service_requests_submit(
    request json, clocks jsonb, contact jsonb, interaction jsonb, event jsonb, handlers text[], draft uuid)
RETURNS TABLE (request_id bigint, request_customer_id bigint, is_new boolean) LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    new service_requests_servicerequest := json_populate_record(NULL::service_requests_servicerequest, request);
BEGIN
    IF new.submission_key IS NOT NULL OR new.client_key IS NOT NULL THEN
        SELECT id, customer_id, FALSE INTO request_id, request_customer_id, is_new FROM service_requests_servicerequest
        WHERE submission_key = new.submission_key OR client_key = new.client_key LIMIT 1;
        IF FOUND THEN
            RETURN NEXT;
            RETURN;
        END IF;
    END IF;
    IF contact IS NOT NULL THEN
        new.customer_id := customers_identify(contact, new.submitted_at);
    END IF;
    new.id := nextval('service_requests_servicerequest_id_seq');
    INSERT INTO service_requests_servicerequest VALUES (new.*);
    IF draft IS NOT NULL THEN
        UPDATE service_requests_photo SET request_id = new.id
        WHERE service_requests_photo.draft = service_requests_submit.draft AND service_requests_photo.request_id IS NULL;
        UPDATE service_requests_draft SET submitted_as = new.reference, data = '{}', updated_at = new.submitted_at
        WHERE service_requests_draft.uuid = draft;
    END IF;
    PERFORM interactions_record(interaction || jsonb_build_object('customer_id', new.customer_id));
    PERFORM service_levels_start(new.uuid, 'service_request', new.department_id, new.submitted_at, clocks);
    PERFORM pg_advisory_xact_lock_shared(hashtext('service_requests_majorevent'));
    IF NOT EXISTS (SELECT FROM service_requests_majorevent WHERE ended_at IS NULL) THEN
        handlers := array_remove(handlers, 'service_requests.join_major_event');
    END IF;
    PERFORM events_record(event, handlers);
    request_id := new.id;
    request_customer_id := new.customer_id;
    is_new := TRUE;
    RETURN NEXT;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("service_requests", "0001_initial"),
        ("customers", "0002_identify"),
        ("events", "0002_record"),
        ("interactions", "0002_record"),
        ("service_levels", "0002_start"),
    ]
    operations = [
        migrations.RunSQL(
            SUBMIT, "DROP FUNCTION service_requests_submit(json, jsonb, jsonb, jsonb, jsonb, text[], uuid)"
        )
    ]
