"""How often the prisons of the demo have agreed to write a Prison History."""

from profiles import services
from profiles.models import Establishment
from records.models import FormKind

WEEKS = {"HMP Stafford": 5, "HMP Dovegate": 8}


def make(cast, past):
    """Agreed with the area's administrator, before anybody of the stories went in."""
    kind = FormKind.objects.get(code="prison-history")
    for name, weeks in WEEKS.items():
        place = Establishment.objects.get(name=name)
        with past.act("periods", 400):
            services.add_update_period(
                team=place.team,
                by=cast["admin.staffordshire"],
                establishment=place,
                kind=kind,
                weeks=weeks,
            )
