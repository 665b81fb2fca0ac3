"""How much harm is feared: every assessment of risk, and a new one."""

from django.utils import timezone

from profiles import services
from profiles.forms import RiskForm
from profiles.models import RiskAssessment
from profiles.risk_picture import pictures
from profiles.selectors import levels_of_risk
from profiles.views.entries import EntryAdd, EntryList, EntryMixin

# Assessments that the picture shows.
DRAWN = 100


class RiskMixin(EntryMixin):
    """What both pages about risk share."""

    entry = RiskAssessment
    list_url, add_url = "risk", "risk-assess"
    adding = "Assess risk"


class RiskPage(RiskMixin, EntryList):
    """Every assessment, newest first, with who assessed and why."""

    action = "profile.view_risk"
    order = ("assessed_on", "pk")
    template_name = "profiles/risk.html"

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        latest = list(self.entries.latest_first()[:DRAWN])
        return super().get_context_data(
            pictures=pictures(latest, levels_of_risk(), today),
            review_on=latest[0].review_on if latest else None,
            today=today,
            **kwargs,
        )


class RiskAssess(RiskMixin, EntryAdd):
    """Assess the risk anew."""

    action = "risk.assess"
    form_class = RiskForm

    def save(self, form):
        return services.assess_risk(profile=self.object, by=self.request.user, **form.cleaned_data)

    def act(self, form):
        self.save(form)
        return self.done("Risk assessment saved.", self.list_name)
