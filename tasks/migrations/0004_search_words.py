"""An index of the words in which tasks ask, as they are compared."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("profiles", "0001_functions"), ("tasks", "0003_forms")]
    operations = [
        migrations.AddIndex(
            "task",
            GinIndex(
                models.F("to_team"),
                models.F("from_team"),
                OpClass(
                    models.Func(
                        models.F("detail"), function="folded", output_field=models.TextField()
                    ),
                    name="gin_trgm_ops",
                ),
                name="task_words",
            ),
        ),
    ]
