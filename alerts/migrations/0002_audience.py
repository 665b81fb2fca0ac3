"""Each notice says for whom it is; those there are, for readers of their record alone."""

from django.db import migrations, models
from django.db.models import Q


def narrow(apps, schema_editor):
    notices = apps.get_model("alerts", "Notice").objects
    about_none = Q(object_type="") | Q(object_id=None) | Q(object_type__startswith="agencies.")
    notices.filter(about_none).update(audience="no_record")
    notices.filter(event__verb="access.sampled").update(address="/sharing/sample/")
    notices.filter(object_type="", event__detail__has_key="count").update(address="/profiles/")


class Migration(migrations.Migration):
    dependencies = [("alerts", "0001_initial"), ("audit", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="notice",
            name="audience",
            field=models.CharField(
                choices=[
                    ("readers", "Those who may read the record"),
                    ("knowers", "Those who may know that the record exists"),
                    ("managers", "Managers of the owner team who may read the record"),
                    ("receivers", "Managers who may see a proposal to take over the record"),
                    ("concerned", "The person whose own access or request it is about"),
                    ("no_record", "It is about no record"),
                ],
                default="readers",
                max_length=10,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="notice",
            name="address",
            field=models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="notice", name="text", field=models.CharField(max_length=600)
        ),
        migrations.RunPython(narrow, migrations.RunPython.noop),
    ]
