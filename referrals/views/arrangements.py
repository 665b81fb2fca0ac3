"""Administration: what each police force area has arranged about restorative justice."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from agencies.models import Area
from agencies.views.base import Administration, Question
from core import policy
from core.paging import Page
from core.views import ListPage, ObjectFormPage
from referrals import services
from referrals.arranged import arrangement_of, attach_arrangements, teams_to_arrange
from referrals.forms.arrangements import ArrangeForm

NOT_YOURS = "These pages are for administrators of a police force area."


class ArrangementList(Administration, ListPage):
    """The areas for which the reader is administrator, and what each has arranged."""

    model, action = Area, "rj.arrange"
    template_name = "referrals/arrangement_list.html"
    tab = "rj"
    is_limited = False

    def load(self):
        super().load()
        self.areas = list(policy.accessible(self.request.user, self.action, Area))
        if not self.areas:
            raise PermissionDenied(NOT_YOURS)
        attach_arrangements(self.areas)

    def get_page(self):
        return Page(self.areas)

    def subjects(self):
        return []


class ArrangementEdit(Question, ObjectFormPage):
    """Say who advises and receives in an area."""

    model, action = Area, "rj.arrange"
    form_class = ArrangeForm
    tab = "rj"

    def get_object(self):
        return policy.get(self.request.user, self.action, Area, code=self.kwargs["code"])

    def subjects(self):
        return []

    def seen_detail(self):
        return {"page": "RJ arrangements"}

    def back(self):
        return reverse("rj-arrangements:list")

    def get_heading(self):
        return f"Restorative justice in {self.object}"

    def get_form_kwargs(self):
        arranged = arrangement_of(self.object)
        teams = teams_to_arrange(self.object, arranged)
        return {**super().get_form_kwargs(), "of": arranged, "teams": teams}

    def act(self, form):
        services.arrange(area=self.object, by=self.request.user, **form.cleaned_data)
        messages.success(self.request, "Saved.")
        return self.back()
