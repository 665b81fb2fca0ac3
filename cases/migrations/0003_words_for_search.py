"""The words of actions and documents of cases, as the search looks them up: see profiles 0005."""

from django.db import migrations


def column(table, expression):
    """The column of a table, and its index."""
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD COLUMN said tsvector GENERATED ALWAYS AS ({expression}) STORED;"
        f"CREATE INDEX {table}_said ON {table} USING gin (said);",
        f"ALTER TABLE {table} DROP COLUMN said;",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_triggers_and_lookups"),
        ("profiles", "0005_words_for_search"),
    ]
    operations = [
        column(
            "cases_action",
            "said(text || ' ' || result_words || ' ' || told_by || ' ' || follow_up)",
        ),
        column("cases_casedocument", "said(name || ' ' || description)"),
        migrations.RunSQL(
            "CREATE INDEX action_newest ON cases_action (happened_on DESC, id DESC)",
            "DROP INDEX action_newest",
        ),
    ]
