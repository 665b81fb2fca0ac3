"""Which warnings are asked about at a release: self-harm, to begin with."""

from django.db import migrations, models


def ask(apps, schema_editor):
    apps.get_model("profiles", "WarningKind").objects.filter(code="self-harm").update(
        asked_at_release=True
    )


class Migration(migrations.Migration):
    dependencies = [("profiles", "0015_saved_views_of_lists")]

    operations = [
        migrations.AddField(
            model_name="warningkind",
            name="asked_at_release",
            field=models.BooleanField(default=False, verbose_name="asked about at a release"),
        ),
        migrations.RunPython(ask, migrations.RunPython.noop),
    ]
