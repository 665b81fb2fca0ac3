"""The kinds of documents to start with; partnerships change them."""

from django.db import migrations

KINDS = [
    ("letter", "Letter"),
    ("licence", "Licence or order"),
    ("court", "Court paper"),
    ("assessment", "Assessment"),
    ("statement", "Statement"),
    ("agreement", "Agreement"),
    ("plan", "Plan"),
    ("picture", "Picture"),
    ("other", "Other"),
]


def fill(apps, schema_editor):
    kind = apps.get_model("documents", "DocumentKind")
    for position, (code, name) in enumerate(KINDS):
        kind.objects.create(code=code, name=name, position=position)


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
