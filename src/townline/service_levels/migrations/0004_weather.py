from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("service_levels", "0003_calendars")]
    operations = []
