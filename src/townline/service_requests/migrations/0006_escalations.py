from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("service_requests", "0005_tasks")]
    operations = []
