"""Some kinds of reports are approved by a manager; of those shipped, the risk assessment."""

from django.db import migrations, models


def risk_needs_approval(apps, schema_editor):
    kinds = apps.get_model("records", "FormKind").objects
    kinds.filter(code="risk-assessment").update(needs_approval=True)


class Migration(migrations.Migration):
    dependencies = [("records", "0007_discarded_drafts")]
    operations = [
        migrations.AddField("formkind", "needs_approval", models.BooleanField(default=False)),
        migrations.RunPython(risk_needs_approval, migrations.RunPython.noop),
    ]
