"""Only a notice about no record goes without one."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("alerts", "0002_audience")]

    operations = [
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=Q(audience="no_record")
                | (Q(object_id__isnull=False) & ~Q(object_type="")),
                name="notice_about_a_record",
            ),
        )
    ]
