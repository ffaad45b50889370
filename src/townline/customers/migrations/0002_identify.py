from django.db import migrations

# The customer with the same e-mail or telephone and the same name; a new one if there is none. See operations/identify.py.
IDENTIFY = """
CREATE FUNCTION customers_identify(contact jsonb, at timestamptz) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    found bigint;
BEGIN
    SELECT customer.id INTO found
    FROM ROWS FROM (jsonb_to_recordset(contact->'points') AS (kind text, value text)) WITH ORDINALITY AS given(kind, value, place)
    JOIN customers_contactpoint AS known ON known.kind = given.kind AND known.value = given.value
    JOIN customers_customer AS customer ON customer.id = known.customer_id AND customer.search = contact->>'search'
    WHERE NOT EXISTS (
        SELECT 1 FROM jsonb_to_recordset(contact->'points') AS other(kind text, value text)
        WHERE NOT EXISTS (SELECT 1 FROM customers_contactpoint AS own
                          WHERE own.customer_id = customer.id AND own.kind = other.kind AND own.value = other.value)
          AND (other.kind = 'email' OR EXISTS (SELECT 1 FROM customers_contactpoint AS own
                                               WHERE own.customer_id = customer.id AND own.kind = other.kind)))
    ORDER BY given.place, known.id LIMIT 1;
    IF found IS NULL THEN
        INSERT INTO customers_customer
            (uuid, name, organisation, search, postal_address, language, created_at, source, source_id, source_hash)
        VALUES (gen_random_uuid(), contact->>'name', '', contact->>'search', contact->>'postal_address',
                contact->>'language', at, '', '', '')
        RETURNING id INTO found;
    END IF;
    INSERT INTO customers_contactpoint (customer_id, kind, value, created_at)
    SELECT found, given.kind, given.value, at
    FROM jsonb_to_recordset(contact->'points') AS given(kind text, value text)
    WHERE NOT EXISTS (SELECT 1 FROM customers_contactpoint AS known
                      WHERE known.customer_id = found AND known.kind = given.kind AND known.value = given.value)
    ON CONFLICT DO NOTHING;
    RETURN found;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("customers", "0001_initial")]
    operations = [migrations.RunSQL(IDENTIFY, "DROP FUNCTION customers_identify(jsonb, timestamptz)")]
