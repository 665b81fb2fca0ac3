"""The kinds, priorities and outcomes of tasks to start with; partnerships change them."""

from django.db import migrations

KINDS = [
    ("do", "Something to do"),
    ("information", "Information wanted"),
    ("visit", "Visit"),
    ("contact", "Contact somebody"),
    ("review", "Review"),
    ("referral", "Referral form"),
    ("message", "Message"),
]
PRIORITIES = [
    ("urgent", "Urgent", True),
    ("normal", "Normal", False),
    ("low", "When you can", False),
]
OUTCOMES = [
    ("done", "Done"),
    ("part", "Done in part"),
    ("no-contact", "Could not be reached"),
    ("not-possible", "Not possible"),
    ("not-needed", "No longer needed"),
]


def fill(apps, schema_editor):
    for model, rows in (("TaskKind", KINDS), ("TaskOutcome", OUTCOMES)):
        for place, (code, name) in enumerate(rows):
            apps.get_model("tasks", model).objects.create(
                code=code, name=name, position=10 * place
            )
    priorities = apps.get_model("tasks", "TaskPriority").objects
    for place, (code, name, stands_out) in enumerate(PRIORITIES):
        priorities.create(code=code, name=name, stands_out=stands_out, position=10 * place)


class Migration(migrations.Migration):
    replaces = [("tasks", "0001_initial")]
    dependencies = [("tasks", "0001_schema")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
