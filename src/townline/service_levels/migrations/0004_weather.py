import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("service_levels", "0003_calendars")]
    operations = [
        migrations.CreateModel(
            name="WeatherEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("name_en", models.CharField(max_length=120)),
                ("name_fr", models.CharField(max_length=120)),
                ("source", models.CharField(max_length=300)),
                ("areas", models.JSONField(default=list)),
                ("services", models.JSONField()),
                ("road_classes", models.JSONField(default=list)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(null=True)),
                ("declared_at", models.DateTimeField()),
                ("declared_by", models.CharField(max_length=120)),
                ("ended_by", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ends_at__isnull", True)), fields=["starts_at"], name="weather_running"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at__isnull", True), ("ends_at__gt", models.F("starts_at")), _connector="OR"
                        ),
                        name="weather_ends_after_it_began",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("services__0__isnull", False)), name="weather_names_a_service"
                    ),
                ],
            },
        ),
    ]
