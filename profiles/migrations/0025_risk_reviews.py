"""Assessments of risk say by when they are to be reviewed."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0006_second_hand"),
        ("profiles", "0024_due_reports"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalriskassessment",
            name="review_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="riskassessment",
            name="review_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="riskassessment",
            index=models.Index(
                condition=models.Q(("is_latest", True), ("review_on__isnull", False)),
                fields=["review_on", "profile"],
                name="risk_review",
            ),
        ),
    ]
