"""A discarded draft can be brought back for some days."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0006_kinds_of_reports")]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="discarded_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.RemoveConstraint(model_name="draft", name="draft_once"),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.UniqueConstraint(
                condition=models.Q(("discarded_at", None)),
                fields=("author", "kind", "object_type", "object_id"),
                name="draft_once",
            ),
        ),
    ]
