import django.contrib.postgres.fields
from django.db import migrations, models

APPEND_ONLY = """
CREATE FUNCTION events_seal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'events_seal is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER events_seal_append_only BEFORE UPDATE OR DELETE ON events_seal
    FOR EACH ROW EXECUTE FUNCTION events_seal_is_append_only();
"""
UNDO = "DROP TRIGGER events_seal_append_only ON events_seal; DROP FUNCTION events_seal_is_append_only();"


class Migration(migrations.Migration):
    dependencies = [("events", "0002_record")]

    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("from_id", models.BigIntegerField()),
                ("to_id", models.BigIntegerField()),
                ("count", models.IntegerField()),
                ("ids", models.TextField()),
                ("row_hashes", models.BinaryField()),
                ("previous", models.BinaryField()),
                ("hash", models.BinaryField()),
                ("sealed_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["from_id"], name="seal_ranges_do_not_overlap"),
                    models.CheckConstraint(
                        condition=models.Q(("to_id__gte", models.F("from_id"))), name="seal_range_has_an_end"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SealMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("last_id", models.BigIntegerField(default=0)),
                (
                    "waits_for",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                ("marked_at", models.DateTimeField(null=True)),
                ("last_number", models.BigIntegerField(default=0)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="seal_mark_is_one")],
            },
        ),
        migrations.RunSQL(APPEND_ONLY, UNDO),
    ]
