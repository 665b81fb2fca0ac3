"""Two kinds of report in plainer words, where nobody has given them other words since."""

from django.db import migrations

HISTORY = "For officers outside, at agreed periods: how the person {} in prison."
OLD = HISTORY.format("does"), "What protects"
NEW = HISTORY.format("is doing"), "Protective factors"


def call_them(new, *, old):
    def run(apps, schema_editor):
        kinds = apps.get_model("records", "FormKind").objects
        kinds.filter(code="prison-history", audience=old[0]).update(audience=new[0])
        questions = apps.get_model("records", "Question").objects
        questions.filter(
            section__kind__code="risk-assessment", code="protects", label=old[1]
        ).update(label=new[1])

    return run


class Migration(migrations.Migration):
    dependencies = [("records", "0004_marking_of_forms")]
    operations = [migrations.RunPython(call_them(NEW, old=OLD), call_them(OLD, old=NEW))]
