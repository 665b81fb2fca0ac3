"""Kinds of contact fit the agency of the team that writes: a prison's, probation's, the others'."""

import django.contrib.postgres.fields
from django.db import migrations, models

KINDS = {
    "police": "Police",
    "prison": "Prison",
    "probation": "Probation",
    "council": "Council",
    "health": "Health",
    "victims": "Victims’ service",
    "care": "Care company",
    "housing": "Housing",
    "other": "Other",
}
OUTSIDE = [kind for kind in KINDS if kind != "prison"]
ELSEWHERE = [kind for kind in OUTSIDE if kind != "probation"]
THERE_ARE = {"visit": ELSEWHERE, "office": OUTSIDE, "prison": OUTSIDE}
# Between the first of the list, Visit, and the next one.
NEW = [
    ("supervision", "Supervision appointment", ["probation"]),
    ("home-visit", "Home visit", ["probation"]),
    ("key-work", "Key-work session", ["prison"]),
    ("wing", "Wing observation", ["prison"]),
    ("acct-review", "ACCT review", ["prison"]),
]


def fill(apps, schema_editor):
    """Partnerships change the list: their order stays, and so does a code that they have made."""
    kinds = apps.get_model("profiles", "ContactKind").objects
    kinds.update(position=models.F("position") * 10)
    for code, agencies in THERE_ARE.items():
        kinds.filter(code=code).update(agency_kinds=agencies)
    for place, (code, name, agencies) in enumerate(NEW, start=1):
        made = {"name": name, "agency_kinds": agencies, "position": place}
        kinds.get_or_create(code=code, defaults=made)


class Migration(migrations.Migration):
    dependencies = [("profiles", "0018_as_typed")]
    operations = [
        migrations.AddField(
            "contactkind",
            "agency_kinds",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(choices=list(KINDS.items()), max_length=12),
                blank=True,
                default=list,
                size=None,
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
