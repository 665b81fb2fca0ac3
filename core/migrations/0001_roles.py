"""The two database roles: what `app` may do to every table that `owner` makes from here on."""

from django.conf import settings
from django.contrib.postgres.operations import (
    BtreeGinExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations


def grant(apps, schema_editor):
    quote = schema_editor.quote_name
    role = quote(settings.APP_ROLE)
    for what in (
        f"GRANT USAGE ON SCHEMA public TO {role}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public "
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}",
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {role}",
        f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}",
    ):
        schema_editor.execute(what)


class Migration(migrations.Migration):
    run_before = [("contenttypes", "0001_initial"), ("auth", "0001_initial")]
    dependencies = []
    operations = [
        migrations.RunPython(grant, migrations.RunPython.noop),
        TrigramExtension(),
        UnaccentExtension(),
        BtreeGinExtension(),
    ]
