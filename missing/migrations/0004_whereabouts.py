"""What an adult may want is called what the police call it."""

from django.db import migrations, models

WORDS = "they do not want their whereabouts disclosed"


class Migration(migrations.Migration):
    dependencies = [("missing", "0003_only_by_report")]

    operations = [
        migrations.AlterField(
            model_name=name,
            name="keeps_whereabouts",
            field=models.BooleanField(default=False, verbose_name=WORDS),
        )
        for name in ("episode", "historicalepisode")
    ]
