"""Administration: how often each prison has agreed to write reports."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from agencies.models import Team
from agencies.views.base import Administration, Question
from core import policy
from core.paging import Page
from core.views import ListPage, ObjectFormPage
from profiles import services
from profiles.forms.update_periods import EditUpdatePeriodForm, UpdatePeriodForm
from profiles.models import UpdatePeriod
from profiles.selectors import prisons_of

NOT_YOURS = (
    "Only the managers of a prison’s team, and administrators of its area, agree on reports."
)


class UpdatePeriodList(Administration, ListPage):
    """The prisons that the user looks after, and what each writes how often."""

    model, action = UpdatePeriod, "update_period.list"
    template_name = "profiles/update_period_list.html"
    tab = "update-periods"

    def load(self):
        super().load()
        self.teams = policy.accessible(self.request.user, "update_period.add", Team)
        self.prisons = prisons_of(self.teams)
        if not self.prisons:
            raise PermissionDenied(NOT_YOURS)

    def get_page(self):
        found = policy.accessible(self.request.user, self.action, UpdatePeriod)
        return Page(list(found.select_related("kind", "establishment__team")))

    def get_context_data(self, **kwargs):
        prisons = {one: [] for one in self.prisons}
        for row in self.page:
            prisons.setdefault(row.establishment, []).append(row)
        return super().get_context_data(prisons=prisons.items(), **kwargs)


class OfPrison(Question, ObjectFormPage, abstract=True):
    """A form about a period."""

    tab = "update-periods"

    def back(self):
        return reverse("periods:list")


class UpdatePeriodAdd(OfPrison):
    """Agree how often a report is written."""

    model, action = Team, "update_period.add"
    form_class = UpdatePeriodForm
    heading = "Add an agreed report"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "team": self.object}

    def act(self, form):
        period = services.add_update_period(
            team=self.object, by=self.request.user, **form.cleaned_data
        )
        messages.success(self.request, f"{period.establishment}: {period}.")
        return self.back()


class UpdatePeriodEdit(OfPrison):
    """Change how often, or say that it is agreed no longer."""

    model, action = UpdatePeriod, "update_period.edit"
    related = ("establishment", "kind")
    form_class = EditUpdatePeriodForm

    def get_heading(self):
        return f"{self.object.kind} from {self.object.establishment}"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.object}

    def act(self, form):
        services.edit_update_period(period=self.object, by=self.request.user, **form.cleaned_data)
        messages.success(self.request, "The agreed report is saved.")
        return self.back()
