"""Who made and last changed an account, who asked for a place, and what waits for agreement."""

import datetime
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Known from what was kept before: who invited, who gave the last role or sent the last link.
KNOWN = """
SET CONSTRAINTS ALL IMMEDIATE;
UPDATE agencies_joiningproposal SET asked_by_id = user_id;
UPDATE agencies_user u SET invited_by_id = (
  SELECT i.invited_by_id FROM agencies_invitation i WHERE i.user_id = u.id
  ORDER BY i.invited_at, i.id LIMIT 1);
UPDATE agencies_user u SET changed_by_id = (
  SELECT c.by FROM (
    SELECT i.invited_by_id AS by, i.invited_at AS at FROM agencies_invitation i
    WHERE i.user_id = u.id
    UNION ALL
    SELECT m.added_by_id, m.valid_from FROM agencies_membership m
    WHERE m.user_id = u.id AND m.added_by_id IS NOT NULL) c
  ORDER BY c.at DESC LIMIT 1);
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0005_used_codes"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="joiningproposal",
            name="joining_role_conveys",
        ),
        migrations.RemoveConstraint(
            model_name="joiningproposal",
            name="joining_decided_by_another",
        ),
        migrations.AddField(
            model_name="joiningproposal",
            name="asked_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="joiningproposal",
            name="replaces",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.membership",
            ),
        ),
        migrations.AddField(
            model_name="joiningproposal",
            name="valid_from",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="joiningproposal",
            name="valid_until",
            field=models.DateTimeField(
                default=datetime.datetime(9999, 12, 30, 0, 0, tzinfo=datetime.timezone.utc)
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="agreement",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.agreement",
            ),
        ),
        migrations.AddField(
            model_name="team",
            name="listing_asked_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="team",
            name="listing_asked_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="changed_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="email_changed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="user",
            name="email_changed_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="email_held_until",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="user",
            name="invited_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunSQL(KNOWN, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="joiningproposal",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="joiningproposal",
            name="reason",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AlterField(
            model_name="joiningproposal",
            name="role",
            field=models.CharField(
                choices=[
                    ("practitioner", "Practitioner"),
                    ("manager", "Team manager"),
                    ("control", "Control room"),
                    ("administrator", "Area administrator"),
                    ("auditor", "Auditor"),
                ],
                max_length=15,
            ),
        ),
        migrations.AddConstraint(
            model_name="joiningproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("role__in", ["practitioner", "manager"]),
                    models.Q(("asked_by", models.F("user")), _negated=True),
                    _connector="OR",
                ),
                name="joining_role_conveys",
            ),
        ),
        migrations.AddConstraint(
            model_name="joiningproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("decided_by", None), ("state", "asked")),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by", models.F("asked_by")),
                        ("state", "withdrawn"),
                    ),
                    models.Q(
                        ("state__in", ["seconded", "refused"]),
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        models.Q(("decided_by", models.F("user")), _negated=True),
                        models.Q(("decided_by", models.F("asked_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="joining_decided_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="team",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("listing_asked_at", None), ("listing_asked_by", None)),
                    models.Q(
                        ("is_discreet", True),
                        ("listing_asked_at__isnull", False),
                        ("listing_asked_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="team_listing_asked_while_discreet",
            ),
        ),
    ]
