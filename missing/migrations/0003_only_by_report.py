"""A case of kind missing begins with a report: opened by hand, it would have no episode."""

from django.db import migrations


def offer(offered):
    def run(apps, schema_editor):
        kinds = apps.get_model("cases", "CaseKind").objects.filter(code="missing")
        kinds.update(is_offered=offered)

    return run


class Migration(migrations.Migration):
    dependencies = [
        ("missing", "0002_lookups"),
        ("cases", "0002_triggers_and_lookups"),
    ]

    operations = [migrations.RunPython(offer(False), offer(True))]
