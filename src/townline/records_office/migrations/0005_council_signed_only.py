from django.db import migrations

# As 0004 says for complaints: what council offices asked and were shown goes only under a signed list that names it, the request
# or the person. Constituency notes are not the City's, and no list has to do with them.
REQUEST = "(SELECT uuid FROM service_requests_servicerequest WHERE id = {id})"
PERSON = "(SELECT records_office_customer(customer_id) FROM service_requests_servicerequest WHERE id = {id})"
OF_MESSAGE = "(SELECT request_id FROM council_inquiry WHERE id = OLD.inquiry_id)"


def owners(own, request):
    return ", ".join((own, REQUEST.format(id=request), PERSON.format(id=request)))


TABLES = (
    ("council_inquiry", "UPDATE OF disposed_at", owners("OLD.uuid", "OLD.request_id")),
    (
        "council_inquirymessage",
        "DELETE",
        owners("(SELECT uuid FROM council_inquiry WHERE id = OLD.inquiry_id)", OF_MESSAGE),
    ),
    ("council_disclosure", "DELETE", owners("OLD.consent", "OLD.request_id")),
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
    dependencies = [("records_office", "0004_complaints_signed_only"), ("council", "0001_initial")]
    operations = [guard(*table) for table in TABLES]
