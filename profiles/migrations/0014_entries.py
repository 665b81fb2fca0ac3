"""Contacts, amendments, follow-ups and risk assessments are signed alike: by whom, for which team.

Older amendments and assessments have their team as a name. Which team that is, their event knows;
else the team that has the name now; else the team of the contact, or of the record. A follow-up
was written with its contact, by the same author.
"""
# ruff: noqa: S608

import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models
from django.db.models.deletion import DO_NOTHING, PROTECT

TEAM = """coalesce(
  (SELECT v.actor_team_id FROM audit_event v JOIN {history} h ON h.history_id = v.history_id
    WHERE v.history_model = '{model}' AND h.id = e.id
    AND v.target_type = 'profiles.profile' AND v.target_id = {record}
    AND v.actor_team_id IN (SELECT group_ptr_id FROM agencies_team) ORDER BY v.id LIMIT 1),
  (SELECT t.group_ptr_id FROM agencies_team t JOIN auth_group g ON g.id = t.group_ptr_id
    WHERE g.name = e.written_by_team_name), {otherwise})"""


def fill(apps, schema_editor):
    """Name the team of every older entry, and the author of every follow-up."""
    amended = "(SELECT c.profile_id FROM profiles_contact c WHERE c.id = e.contact_id)"
    teams = [
        (
            "amendment",
            amended,
            "(SELECT c.written_by_team_id FROM profiles_contact c WHERE c.id = e.contact_id)",
        ),
        (
            "riskassessment",
            "e.profile_id",
            "(SELECT p.owner_team_id FROM profiles_profile p WHERE p.id = e.profile_id)",
        ),
    ]
    for name, record, otherwise in teams:
        history = f"profiles_historical{name}"
        team = TEAM.format(
            history=history, model=f"profiles.historical{name}", record=record, otherwise=otherwise
        )
        schema_editor.execute(f"UPDATE profiles_{name} e SET written_by_team_id = {team}")
        schema_editor.execute(
            f"UPDATE {history} h SET written_by_team_id = e.written_by_team_id "
            f"FROM profiles_{name} e WHERE e.id = h.id"
        )
    for table in ("followup", "historicalfollowup"):
        schema_editor.execute(
            f"UPDATE profiles_{table} f SET written_at = c.written_at, "
            "written_by_id = c.written_by_id, written_by_name = c.written_by_name, "
            "written_by_team_id = c.written_by_team_id, "
            "written_by_team_name = c.written_by_team_name "
            "FROM profiles_contact c WHERE c.id = f.contact_id"
        )
    # Else the tables could not be altered in the same transaction.
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def team(**options):
    return models.ForeignKey(
        db_index=False,
        editable=False,
        on_delete=PROTECT,
        related_name="+",
        to="agencies.team",
        **options,
    )


def author(**options):
    return models.ForeignKey(
        editable=False,
        on_delete=PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
        **options,
    )


def kept(to):
    """As history keeps a reference."""
    return models.ForeignKey(
        blank=True,
        db_constraint=False,
        editable=False,
        null=True,
        on_delete=DO_NOTHING,
        related_name="+",
        to=to,
    )


def moment():
    return models.DateTimeField(
        db_default=django.db.models.functions.datetime.Now(), editable=False
    )


def name():
    return models.CharField(default="", editable=False, max_length=150)


class Migration(migrations.Migration):
    dependencies = [
        ("profiles", "0013_saved_views"),
        ("audit", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        *(
            migrations.AddField(model, "written_by_team", team(null=True))
            for model in ("amendment", "riskassessment", "followup")
        ),
        *(
            migrations.AddField(f"historical{model}", "written_by_team", kept("agencies.team"))
            for model in ("amendment", "riskassessment", "followup")
        ),
        *(
            operation
            for model in ("followup", "historicalfollowup")
            for operation in (
                migrations.AddField(model, "written_at", moment()),
                migrations.AddField(model, "written_by_name", name(), preserve_default=False),
                migrations.AddField(model, "written_by_team_name", name(), preserve_default=False),
            )
        ),
        migrations.AddField("followup", "written_by", author(null=True)),
        migrations.AddField("historicalfollowup", "written_by", kept(settings.AUTH_USER_MODEL)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        *(
            migrations.AlterField(model, "written_by_team", team())
            for model in ("amendment", "riskassessment", "followup", "contact")
        ),
        migrations.AlterField("followup", "written_by", author()),
    ]
