from django.db import migrations

# One contact of intake. `within` names the contact that is open on a desk: what came of it is written there; what comes of
# it besides is one more matter of it. `handling`: a member of staff took it, and is to wrap it up.
RECORD = """
CREATE FUNCTION interactions_record(document jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    contact interactions_interaction := jsonb_populate_record(NULL::interactions_interaction, document);
BEGIN
    IF document ? 'within' THEN
        UPDATE interactions_interaction AS known
        SET subject = contact.subject, purpose = contact.purpose,
            customer_id = COALESCE(known.customer_id, contact.customer_id),
            notice_version_id = COALESCE(contact.notice_version_id, known.notice_version_id)
        WHERE known.uuid = (document->>'within')::uuid AND known.subject IS NULL;
        IF NOT FOUND THEN
            INSERT INTO interactions_matter (interaction_id, subject, added_at)
            SELECT known.id, contact.subject, contact.occurred_at FROM interactions_interaction AS known
            WHERE known.uuid = (document->>'within')::uuid
            ON CONFLICT DO NOTHING;
        END IF;
        RETURN;
    END IF;
    contact.id := nextval('interactions_interaction_id_seq');
    contact.uuid := gen_random_uuid();
    contact.direction := 'in';
    INSERT INTO interactions_interaction VALUES (contact.*);
    IF document ? 'handling' THEN
        INSERT INTO interactions_handling
            (interaction_id, handled_by_id, team_id, started_at, from_phone, from_email, caller_name, interpreter_language,
             topic_service_code, topic_article, postal_code, summary, outcome, resolved_first_contact, needs_follow_up,
             transferred_to, promised, promise_state)
        SELECT contact.id, given.handled_by_id, given.team_id, given.started_at, '', '', '', '',
               given.topic_service_code, '', given.postal_code, '', '', '', FALSE, '', '', ''
        FROM jsonb_populate_record(NULL::interactions_handling, document->'handling') AS given;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("interactions", "0001_initial")]
    operations = [migrations.RunSQL(RECORD, "DROP FUNCTION interactions_record(jsonb)")]
