"""What a question of a form begins with."""

from django.db import migrations, models

BEGIN_WITH = {
    ("prison-history", "interventions"): "programmes",
    ("prison-history", "anxieties"): "anxieties",
    ("review", "before"): "last-answer",
    ("pre-release", "release-on"): "expected-release",
    ("pre-release", "licence"): "last-answer",
    ("pre-release", "needs"): "open-needs",
    ("pre-release", "anxieties"): "open-anxieties",
    ("risk-assessment", "to-whom"): "last-answer",
    ("risk-assessment", "triggers"): "last-answer",
    ("risk-assessment", "protects"): "last-answer",
}


def fill(apps, schema_editor):
    questions = apps.get_model("records", "Question").objects
    for (kind, code), source in BEGIN_WITH.items():
        questions.filter(section__kind__code=kind, code=code).update(prefill=source)


class Migration(migrations.Migration):
    dependencies = [("records", "0010_kinds_of_areas")]
    operations = [
        migrations.AddField("question", "prefill", models.CharField(blank=True, max_length=40)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
