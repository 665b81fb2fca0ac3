"""Notices about tasks, for those who see the task."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("alerts", "0006_readers_of_actions")]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="audience",
            field=models.CharField(
                choices=[
                    ("readers", "Those who may read the record"),
                    ("log", "Those who may read the log of the record"),
                    ("reports", "Those who may read the reports of the record"),
                    ("actions", "Those who may read the actions of the case"),
                    ("knowers", "Those who may know that the record exists"),
                    ("managers", "Managers of the owner team who may read the record"),
                    ("receivers", "Managers who may see a proposal to take over the record"),
                    ("concerned", "The person whose own access or request it is about"),
                    ("task", "Those who see the task that it is about"),
                    ("no_record", "It is about no record"),
                ],
                max_length=10,
            ),
        ),
    ]
