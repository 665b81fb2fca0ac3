"""Levels of risk, outcomes and reliabilities that are shipped.

Levels: the College of Policing's Authorised Professional Practice on missing persons.
"""

from django.db import migrations

RISKS = [
    ("high", "High", "high", 4),
    ("medium", "Medium", "medium", 8),
    ("low", "Low", "low", 24),
    ("no-apparent", "No apparent risk", "low", 24),
]
# Whether a prevention and a return home interview follow.
OUTCOMES = [
    ("returned", "Came back", True, True),
    ("found-safe", "Found, safe", True, True),
    ("found-harmed", "Found, harmed", True, True),
    ("found-dead", "Found dead", False, False),
    ("not-disclosed", "Found, does not want it told where", True, True),
    ("in-error", "Recorded in error", False, False),
]
RELIABILITIES = [
    ("confirmed", "Confirmed: an officer or a camera saw them"),
    ("likely", "Likely: by somebody who knows them"),
    ("possible", "Possible: by somebody with the description"),
    ("doubtful", "Doubtful"),
]


def fill(apps, schema_editor):
    def add(model, rows, *fields):
        objects = apps.get_model("missing", model).objects
        for place, (code, name, *more) in enumerate(rows):
            extra = dict(zip(fields, more, strict=True))
            objects.create(code=code, name=name, position=10 * place, **extra)

    add("MissingRisk", RISKS, "badge", "review_hours")
    add("Outcome", OUTCOMES, "has_prevention_interview", "has_return_interview")
    add("Reliability", RELIABILITIES)


class Migration(migrations.Migration):
    dependencies = [("missing", "0001_schema")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
