"""The kinds of galleries and the reasons for leaving one that are shipped."""

from django.db import migrations

KINDS = [
    ("vulnerable", "Vulnerable people"),
    ("cohort", "Cohort offenders"),
    ("missing", "Missing people"),
    ("wanted", "Wanted people"),
    ("staff-warning", "Warnings for staff"),
]
REASONS = [
    ("found", "Found, safe and well"),
    ("risk-reduced", "Risk has reduced"),
    ("arrested", "Arrested or in custody"),
    ("moved", "Moved out of the area"),
    ("support", "Support is in place"),
    ("died", "Has died"),
    ("mistake", "Added by mistake"),
    ("other", "Another reason"),
]


def fill(apps, schema_editor):
    for model, rows in (("GalleryKind", KINDS), ("LeaveReason", REASONS)):
        for place, (code, name) in enumerate(rows):
            apps.get_model("galleries", model).objects.create(
                code=code, name=name, position=10 * place
            )


class Migration(migrations.Migration):
    dependencies = [("galleries", "0001_schema")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
