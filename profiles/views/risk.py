"""How much harm is feared: every assessment of risk, and a new one."""

from django.contrib import messages

from profiles import services
from profiles.forms import RiskForm
from profiles.models import RiskAssessment
from profiles.views.entries import EntryAdd, EntryList, EntryMixin


class RiskMixin(EntryMixin):
    """What both pages about risk share."""

    entry = RiskAssessment
    list_url, add_url = "profiles:risk", "profiles:risk-assess"
    adding = "Assess risk"


class RiskPage(RiskMixin, EntryList):
    """Every assessment, newest first, with who assessed and why."""

    action = "profile.view_risk"
    order = ("assessed_on", "pk")


class RiskAssess(RiskMixin, EntryAdd):
    """Assess the risk anew."""

    action = "risk.assess"
    form_class = RiskForm

    def act(self, form):
        services.assess_risk(profile=self.object, by=self.request.user, **form.cleaned_data)
        messages.success(self.request, "Risk assessment saved.")
        return self.list_address()
