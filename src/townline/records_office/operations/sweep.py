"""What PostgreSQL keeps of rows that are gone: dead rows until it cleans up, and the samples that its planner took."""

from django.db import connection

from townline.core.transactions import in_transaction

SWEPT = (
    "customers_customer", "customers_contactpoint", "customers_relation", "customers_safetyalert", "customers_merge",
    "service_requests_servicerequest", "service_requests_note", "service_requests_photo", "service_requests_word",
    "service_requests_draft", "service_requests_follower", "notifications_message", "interactions_interaction",
    "interactions_handling", "privacy_consent", "privacy_breakglass", "events_delivery", "axes_accessattempt",
)  # fmt: skip


def sweep() -> None:
    """Frees dead rows and takes new samples. Nothing inside a transaction: PostgreSQL does not let it there."""
    if in_transaction():
        return
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM (ANALYZE) {', '.join(SWEPT)}")


def write_tables_anew() -> None:
    """Leaves not a byte of a dead row in the files of the tables. Nobody can use a table meanwhile: at night, by hand."""
    with connection.cursor() as cursor:
        for table in SWEPT:
            cursor.execute(f"VACUUM (FULL, ANALYZE) {table}")
