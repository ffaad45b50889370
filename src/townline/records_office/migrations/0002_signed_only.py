from django.db import migrations

# Nothing that holds a person's words is destroyed but under a signed list that names it. The operations say which list by
# the setting `townline.disposal`, which lives as long as their transaction.
IS_SIGNED = """
CREATE FUNCTION records_office_is_signed(VARIADIC meant uuid[]) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM records_office_disposallist AS list
        JOIN records_office_disposalitem AS item ON item.disposal_list_id = list.id
        WHERE list.uuid = NULLIF(current_setting('townline.disposal', TRUE), '')::uuid
          AND list.state = 'signed' AND item.subject = ANY(meant) AND item.out = '')
$$;
CREATE FUNCTION records_office_customer(number bigint) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT uuid FROM customers_customer WHERE id = number
$$;
"""
DROP_FUNCTIONS = """
DROP FUNCTION records_office_customer(bigint) CASCADE;
DROP FUNCTION records_office_is_signed(uuid[]) CASCADE;
"""


def guard(table, when, owners, condition=""):
    """A trigger that lets a row go only if one of `owners` is on the list."""
    body = f"""
CREATE FUNCTION records_office_guard_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT records_office_is_signed({", ".join(owners)}) THEN
        RAISE EXCEPTION '% of %: there is no signed disposal list that names it', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER records_office_signed_only BEFORE {when} ON {table}
    FOR EACH ROW {condition} EXECUTE FUNCTION records_office_guard_{table}();
"""
    undo = f"DROP TRIGGER records_office_signed_only ON {table}; DROP FUNCTION records_office_guard_{table}();"
    return migrations.RunSQL(body, undo)


REQUEST = "(SELECT uuid FROM service_requests_servicerequest WHERE id = OLD.request_id)"
ASKER = "(SELECT records_office_customer(customer_id) FROM service_requests_servicerequest WHERE id = OLD.request_id)"
ASKER_OF_SUBJECT = (
    "(SELECT records_office_customer(customer_id) FROM service_requests_servicerequest WHERE uuid = OLD.subject_uuid)"
)

# A signed list is an order: what it says does not change any more, only how far it was carried out.
FIXED = """
CREATE FUNCTION records_office_list_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'proposed' THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state = 'signed' AND NEW.state IN ('signed', 'done')
       AND (NEW.uuid, NEW.retention, NEW.proposed_at, NEW.items_hash, NEW.signed_at, NEW.signed_by_id, NEW.signed_by,
            NEW.authority_en, NEW.authority_fr)
         = (OLD.uuid, OLD.retention, OLD.proposed_at, OLD.items_hash, OLD.signed_at, OLD.signed_by_id, OLD.signed_by,
            OLD.authority_en, OLD.authority_fr) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A signed disposal list is not changed' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER records_office_list_is_fixed BEFORE UPDATE OR DELETE ON records_office_disposallist
    FOR EACH ROW EXECUTE FUNCTION records_office_list_is_fixed();

CREATE FUNCTION records_office_item_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of_list text := (SELECT state FROM records_office_disposallist
                     WHERE id = CASE TG_OP WHEN 'INSERT' THEN NEW.disposal_list_id ELSE OLD.disposal_list_id END);
BEGIN
    IF of_list = 'proposed' THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'UPDATE' AND of_list = 'signed' AND OLD.out = ''
       AND (NEW.disposal_list_id, NEW.subject, NEW.label, NEW.last_used_at)
         = (OLD.disposal_list_id, OLD.subject, OLD.label, OLD.last_used_at) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A signed disposal list is not changed' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER records_office_item_is_fixed BEFORE INSERT OR UPDATE OR DELETE ON records_office_disposalitem
    FOR EACH ROW EXECUTE FUNCTION records_office_item_is_fixed();
"""
UNFIX = """
DROP TRIGGER records_office_list_is_fixed ON records_office_disposallist;
DROP TRIGGER records_office_item_is_fixed ON records_office_disposalitem;
DROP FUNCTION records_office_list_is_fixed();
DROP FUNCTION records_office_item_is_fixed();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("records_office", "0001_initial"),
        ("customers", "0002_identify"),
        ("interactions", "0002_record"),
        ("notifications", "0001_initial"),
        ("service_requests", "0002_submit"),
    ]
    operations = [
        migrations.RunSQL(IS_SIGNED, DROP_FUNCTIONS),
        guard("customers_customer", "DELETE", ["OLD.uuid"]),
        guard(
            "service_requests_servicerequest",
            "UPDATE OF disposed_at",
            ["OLD.uuid", "records_office_customer(OLD.customer_id)"],
            "WHEN (OLD.disposed_at IS DISTINCT FROM NEW.disposed_at)",
        ),
        guard("service_requests_note", "DELETE", [REQUEST, ASKER]),
        guard("service_requests_photo", "DELETE", ["OLD.uuid", REQUEST, ASKER], "WHEN (OLD.request_id IS NOT NULL)"),
        guard(
            "notifications_message",
            "DELETE",
            ["OLD.uuid", "OLD.subject_uuid", "records_office_customer(OLD.customer_id)", ASKER_OF_SUBJECT],
        ),
        migrations.RunSQL(FIXED, UNFIX),
    ]
