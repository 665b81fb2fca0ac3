"""Saved views of the list of people, and what its filters by risk and warning are found by."""

import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import uuid
from django.conf import settings
from django.db import migrations, models


LATEST = """
CREATE FUNCTION profiles_riskassessment_latest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE profiles_riskassessment r SET is_latest = (r.id = newest.id)
    FROM (SELECT id FROM profiles_riskassessment WHERE profile_id = NEW.profile_id
      ORDER BY assessed_on DESC, id DESC LIMIT 1) newest
    WHERE r.profile_id = NEW.profile_id AND r.is_latest <> (r.id = newest.id);
  RETURN NULL;
END $$;
CREATE TRIGGER profiles_riskassessment_latest
  AFTER INSERT OR UPDATE OF profile_id, assessed_on ON profiles_riskassessment
  FOR EACH ROW EXECUTE FUNCTION profiles_riskassessment_latest();
UPDATE profiles_riskassessment r SET is_latest = false WHERE EXISTS (
  SELECT 1 FROM profiles_riskassessment later WHERE later.profile_id = r.profile_id
  AND (later.assessed_on, later.id) > (r.assessed_on, r.id));
"""


class Migration(migrations.Migration):
    dependencies = [
        ("profiles", "0012_finding"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=60)),
                ("query", models.CharField(editable=False, max_length=2000)),
                (
                    "saved_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
            },
        ),
        migrations.AddField(
            model_name="riskassessment",
            name="is_latest",
            field=models.BooleanField(db_default=True, editable=False),
        ),
        migrations.AddIndex(
            model_name="riskassessment",
            index=models.Index(
                condition=models.Q(("is_latest", True)),
                fields=["level", "profile"],
                name="risk_latest",
            ),
        ),
        migrations.AddIndex(
            model_name="warning",
            index=models.Index(
                fields=["kind", "profile"], include=("starts_on", "ends_on"), name="warning_kind"
            ),
        ),
        migrations.AddField(
            model_name="savedview",
            name="user",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.UniqueConstraint(
                models.F("user"),
                django.db.models.functions.text.Lower("name"),
                name="saved_view_named_once",
            ),
        ),
        migrations.RunSQL(LATEST, "DROP FUNCTION profiles_riskassessment_latest CASCADE"),
    ]
