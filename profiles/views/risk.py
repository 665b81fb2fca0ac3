"""How much harm is feared: the gradings, and a new one."""

from django.contrib import messages
from django.urls import reverse

from core.views import ObjectFormPage, ObjectPage
from profiles import services
from profiles.forms import RiskForm
from profiles.models import Profile
from profiles.views.base import PersonMixin


class RiskPage(PersonMixin, ObjectPage):
    """Every grading, newest first, with who graded and why."""

    action = "profile.view_risk"
    section = "risk"
    template_name = "profiles/risk.html"
    tab = "risk"

    def get_context_data(self, **kwargs):
        gradings = self.of_section("risk", self.object.risk_assessments)
        return super().get_context_data(
            gradings=gradings.select_related("level"),
            may_add=self.adds_to("risk"),
            **kwargs,
        )


class RiskAssess(PersonMixin, ObjectFormPage):
    """Grade the risk anew."""

    model, action = Profile, "risk.assess"
    section = "risk"
    form_class = RiskForm
    template_name = "profiles/risk_form.html"
    tab = "risk"

    def act(self, form):
        services.assess_risk(profile=self.object, by=self.request.user, **form.cleaned_data)
        messages.success(self.request, "Risk graded.")
        return reverse("profiles:risk", args=[self.object.uuid])
