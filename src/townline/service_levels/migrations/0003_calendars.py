import django.db.models.deletion
import django.db.models.functions.comparison
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_api_key_use"), ("service_levels", "0002_start")]
    operations = [
        migrations.CreateModel(
            name="BusinessCalendar",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("effective_from", models.DateField()),
                ("weekly", models.JSONField()),
                ("province", models.CharField(max_length=2)),
                ("optional_holidays", models.JSONField(default=list)),
                ("seasons", models.JSONField(default=list)),
                ("closures", models.JSONField(default=list)),
                ("changed_at", models.DateTimeField()),
                ("changed_by", models.CharField(max_length=120)),
                (
                    "department",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.department",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.comparison.Coalesce(models.F("department"), 0),
                        models.F("number"),
                        name="calendar_version_is_unique",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weekly__6__isnull", False), ("weekly__7__isnull", True)),
                        name="calendar_week_has_seven_days",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="businesscalendar",
            trigger=pgtrigger.compiler.Trigger(
                name="calendar_version_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="1ee3c06e034aa7d61fff3f8f68bc78070b0f4ac1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_calendar_version_stays_99d5a",
                    table="service_levels_businesscalendar",
                    when="BEFORE",
                ),
            ),
        ),
    ]
