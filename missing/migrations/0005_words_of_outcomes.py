"""An outcome in the words of the police, where nobody has given it other words since."""

from django.db import migrations

OLD, NEW = "Found, does not want it told where", "Located, whereabouts not disclosed"


def call_it(new, *, old):
    def run(apps, schema_editor):
        outcomes = apps.get_model("missing", "Outcome").objects
        outcomes.filter(code="not-disclosed", name=old).update(name=new)

    return run


class Migration(migrations.Migration):
    dependencies = [("missing", "0004_whereabouts")]
    operations = [migrations.RunPython(call_it(NEW, old=OLD), call_it(OLD, old=NEW))]
