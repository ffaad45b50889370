from django.db import migrations

# As 0002 says for the other rooms: the words of complaints go only under a signed list that names them.
TABLES = (
    ("complaints_complaint", "UPDATE OF disposed_at", "OLD.uuid, records_office_customer(OLD.customer_id)"),
    ("complaints_praise", "UPDATE OF disposed_at", "OLD.uuid, records_office_customer(OLD.customer_id)"),
    ("complaints_restriction", "DELETE", "OLD.uuid, records_office_customer(OLD.customer_id)"),
    (
        "complaints_update",
        "DELETE",
        "(SELECT uuid FROM complaints_complaint WHERE id = OLD.complaint_id), "
        "(SELECT records_office_customer(customer_id) FROM complaints_complaint WHERE id = OLD.complaint_id)",
    ),
)


def guard(table, when, owners):
    condition = "WHEN (OLD.disposed_at IS DISTINCT FROM NEW.disposed_at)" if when.startswith("UPDATE") else ""
    body = f"""
CREATE FUNCTION records_office_guard_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT records_office_is_signed({owners}) THEN
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


class Migration(migrations.Migration):
    dependencies = [("records_office", "0003_access"), ("complaints", "0002_independence")]
    operations = [guard(*table) for table in TABLES]
