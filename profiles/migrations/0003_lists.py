"""The lists as they start; partnerships change them."""

from django.db import migrations

KINDS = [
    ("visit", "Visit"),
    ("phone", "Phone"),
    ("office", "Office"),
    ("prison", "Prison visit"),
    ("other", "Other"),
]
WARNINGS = [
    ("risk-to-staff", "Risk to staff"),
    ("self-harm", "Self-harm"),
    ("do-not-disclose", "Do not disclose information"),
    ("protection-order", "Protection order in place"),
    ("marac", "MARAC case"),
    ("contact-arrangement", "Contact arrangement"),
    ("escape", "Escape risk"),
]
RISKS = [
    ("very-high", "Very high", "veryhigh"),
    ("high", "High", "high"),
    ("medium", "Medium", "medium"),
    ("low", "Low", "low"),
]


def fill(apps, schema_editor):
    for model, rows in (("ContactKind", KINDS), ("WarningKind", WARNINGS)):
        kind = apps.get_model("profiles", model)
        for position, (code, name) in enumerate(rows):
            kind.objects.create(code=code, name=name, position=position)
    level = apps.get_model("profiles", "RiskLevel")
    for position, (code, name, badge) in enumerate(RISKS):
        level.objects.create(code=code, name=name, badge=badge, position=position)


class Migration(migrations.Migration):
    dependencies = [("profiles", "0002_hold_triggers")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
