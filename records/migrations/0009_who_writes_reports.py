"""Who writes a kind of report: the prison, or the team that manages the record."""

from django.db import migrations, models


def fill(apps, schema_editor):
    kinds = apps.get_model("records", "FormKind").objects
    kinds.filter(code__in=["prison-history", "pre-release"]).update(owed_by="prison")


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0008_approval"),
    ]

    operations = [
        migrations.AddField(
            model_name="formkind",
            name="owed_by",
            field=models.CharField(
                choices=[
                    ("owner", "The team that manages the record"),
                    ("prison", "The prison where the person is"),
                ],
                default="owner",
                max_length=10,
                verbose_name="written by",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
