"""A place for the page of one entry, which is made elsewhere."""

from core.views import ObjectPage
from referrals.models import Intervention


class EntryPlace(ObjectPage):
    """Stands for the page of one entry until that is there."""

    model, action = Intervention, "rj.view"
    template_name = "base.html"
