"""The tables of the models as they are today, and their triggers."""

from django.db import migrations

from access.operations import AccessTriggers
from tests.kinds import generated


class Migration(migrations.Migration):
    dependencies = [("access", "__latest__")]
    operations = [generated("throwaway"), AccessTriggers("parcel")]
