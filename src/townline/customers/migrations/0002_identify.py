from django.db import migrations

# Who is the same customer, by the merges that a steward made: each of the group, whichever of them one asks about.
GROUP = """
CREATE FUNCTION customers_group(customer bigint) RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
DECLARE
    root bigint := customer;
    above bigint;
BEGIN
    LOOP
        SELECT merged_into_id INTO above FROM customers_customer WHERE id = root;
        EXIT WHEN above IS NULL;
        root := above;
    END LOOP;
    RETURN ARRAY(
        WITH RECURSIVE same(id) AS (
            SELECT root
            UNION
            SELECT other.id FROM same JOIN customers_customer AS other ON other.merged_into_id = same.id
        )
        SELECT id FROM same ORDER BY id = root DESC, id
    );
END $$;
"""

# The customer with the same e-mail or telephone and the same name; a new one if there is none. See operations/identify.py.
# Most who write for the first time are known by nothing: one look says so, before names are compared.
# Of customers that were merged it gives back the survivor; what is given may be known of any of them. OFFSET 0: by the point,
# then by the key. The planner would look the name up in the index of parts of names and read all that waits to be sorted into it.
IDENTIFY = """
CREATE FUNCTION customers_identify(contact jsonb, at timestamptz) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    given jsonb := contact->'points';
    candidate record;
    people bigint[];
    found bigint;
BEGIN
    IF contact ? 'customer_id' THEN  -- staff said who it is
        RETURN (customers_group((contact->>'customer_id')::bigint))[1];
    END IF;
    IF EXISTS (SELECT FROM jsonb_to_recordset(given) AS given(kind text, value text)
               CROSS JOIN LATERAL (SELECT FROM customers_contactpoint AS point
                                   WHERE point.kind = given.kind AND point.value = given.value LIMIT 1) AS known) THEN
        FOR candidate IN
            SELECT customer.id, customer.merged_into_id
            FROM ROWS FROM (jsonb_to_recordset(given) AS (kind text, value text)) WITH ORDINALITY AS given(kind, value, place)
            CROSS JOIN LATERAL (SELECT point.id, point.customer_id FROM customers_contactpoint AS point
                                WHERE point.kind = given.kind AND point.value = given.value OFFSET 0) AS known
            CROSS JOIN LATERAL (SELECT person.id, person.search, person.merged_into_id FROM customers_customer AS person
                                WHERE person.id = known.customer_id OFFSET 0) AS customer
            WHERE customer.search = contact->>'search'
            ORDER BY given.place, known.id
        LOOP
            people := ARRAY[candidate.id];
            IF candidate.merged_into_id IS NOT NULL
               OR EXISTS (SELECT 1 FROM customers_customer AS other WHERE other.merged_into_id = candidate.id) THEN
                people := customers_group(candidate.id);
            END IF;
            IF NOT EXISTS (
                SELECT 1 FROM jsonb_to_recordset(given) AS other(kind text, value text)
                WHERE NOT EXISTS (SELECT 1 FROM customers_contactpoint AS own
                                  WHERE own.customer_id = ANY(people) AND own.kind = other.kind AND own.value = other.value)
                  AND (other.kind = 'email' OR EXISTS (SELECT 1 FROM customers_contactpoint AS own
                                                       WHERE own.customer_id = ANY(people) AND own.kind = other.kind))) THEN
                found := people[1];
                EXIT;
            END IF;
        END LOOP;
    END IF;
    IF found IS NULL THEN
        INSERT INTO customers_customer
            (uuid, name, organisation, search, postal_address, language, created_at, source, source_id, source_hash)
        VALUES (gen_random_uuid(), contact->>'name', '', contact->>'search', contact->>'postal_address',
                contact->>'language', at, '', '', '')
        RETURNING id INTO found;
        INSERT INTO customers_contactpoint (customer_id, kind, value, created_at)
        SELECT found, new.kind, new.value, at FROM jsonb_to_recordset(given) AS new(kind text, value text)
        ON CONFLICT DO NOTHING;
        RETURN found;
    END IF;
    INSERT INTO customers_contactpoint (customer_id, kind, value, created_at)
    SELECT found, new.kind, new.value, at
    FROM jsonb_to_recordset(given) AS new(kind text, value text)
    WHERE NOT EXISTS (SELECT 1 FROM customers_contactpoint AS known
                      WHERE known.customer_id = ANY(people) AND known.kind = new.kind AND known.value = new.value)
    ON CONFLICT DO NOTHING;
    RETURN found;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("customers", "0001_initial")]
    operations = [
        migrations.RunSQL(GROUP, "DROP FUNCTION customers_group(bigint)"),
        migrations.RunSQL(IDENTIFY, "DROP FUNCTION customers_identify(jsonb, timestamptz)"),
    ]
