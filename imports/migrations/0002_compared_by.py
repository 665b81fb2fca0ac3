"""Who had the rows of an import compared with records."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Rows that were compared before this was kept: told to managers of the team alone.
COMPARED = """UPDATE imports_import SET compared_by_id = coalesce(agreed_by_id, asked_by_id)
  WHERE state <> 'checking'"""


class Migration(migrations.Migration):
    dependencies = [
        ("imports", "0001_schema"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="import",
            name="compared_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunSQL(COMPARED, migrations.RunSQL.noop),
    ]
