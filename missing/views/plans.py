"""The missing plan of a person: read, write, confirm, print."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.views import PRINT, ObjectFormPage, ObjectPage
from missing import services
from missing.forms.plans import PlanForm, ReviewPlanForm
from missing.plans import learned, months_until_review, plan_of, usual_protocol
from profiles.models import Profile
from profiles.views.base import PersonMixin
from records.keeping import KeepsDraft


class OfPlan(PersonMixin):
    """A page about the plan of one person."""

    model, section, tab = Profile, "missing_plan", "missing-plan"

    def load(self):
        super().load()
        self.plan = plan_of(self.object)

    def back(self):
        return reverse("missing:plan", args=[self.object.uuid])

    def said(self, words):
        """Say what was done, on the page of the plan."""
        messages.success(self.request, words)
        return self.back()

    def get_context_data(self, **kwargs):
        return super().get_context_data(plan=self.plan, **kwargs)


class PlanPage(OfPlan, ObjectPage):
    """What the police need at once, in the order in which they need it; and who keeps it."""

    action = "profile.view_missing_plan"
    template_name = "missing/plan.html"

    def get_context_data(self, **kwargs):
        last = self.plan.history.first() if self.plan else None
        return super().get_context_data(
            learned=learned(self.plan) if self.plan else [],
            changed_at=last and last.history_date,
            changed_by=last and last.history_user and self.names.row(last.history_user),
            may_write=self.adds_to(self.section),
            may_report=self.request.user.practises,
            **kwargs,
        )


class PlanPrint(PlanPage):
    """The plan on paper: for the officer who comes to the door. Printing is an event."""

    operation = PRINT
    template_name = "missing/plan_print.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(number=str(self.request.id)[:8], **kwargs)


class PlanWrite(KeepsDraft, OfPlan, ObjectFormPage):
    """Write the plan, or change it; two who change it at once lose nothing."""

    action, form_class = "missing_plan.write", PlanForm
    template_name = "missing/plan_form.html"
    draft_kind = "missing-plan"

    def get_initial(self):
        usual = {} if self.plan else {"protocol": usual_protocol(self.object)}
        return {**usual, **super().get_initial()}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.plan}

    def cancels_to(self):
        return self.back()

    def save(self, form):
        by, said = self.request.user, form.cleaned_data
        if self.plan is None:
            return services.write_plan(profile=self.object, by=by, **said)
        return services.edit_plan(plan=self.plan, by=by, **said)

    def act(self, form):
        self.save(form)
        return self.said("Saved.")


class PlanReview(OfPlan, ObjectFormPage):
    """Say that the plan is still right."""

    action, form_class = "missing_plan.write", ReviewPlanForm
    template_name = "missing/plan_review.html"

    def cancels_to(self):
        return self.back()

    def get_context_data(self, **kwargs):
        return super().get_context_data(months=months_until_review(self.object), **kwargs)

    def save(self, form):
        if self.plan is None:
            raise ValidationError("There is no plan yet. Write one.")
        return services.review_plan(plan=self.plan, by=self.request.user)

    def act(self, form):
        self.save(form)
        return self.said("Confirmed. You are reminded of the next review on Home.")
