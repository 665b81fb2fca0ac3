"""Who can see this record and why; giving, changing and ending access; exclusions."""

from django.contrib import messages
from django.http import Http404
from django.urls import reverse

from access import services
from access.explain import explain
from access.forms import (
    EndAccessForm,
    ExcludeForm,
)
from access.sources import (
    exclusions_of,
    people_to_name,
    requests_to_answer,
)
from core import policy
from core.views import ObjectFormPage, ObjectPage


class Sharing:
    """What the sharing pages of one kind of record have in common."""

    tab = "sharing"
    namespace = ""

    def back_to_sharing(self, words):
        messages.success(self.request, words)
        return self.address("sharing")

    def address(self, name, *args):
        return reverse(f"{self.namespace}:{name}", args=[self.object.uuid, *args])

    def section_choices(self):
        return list(self.object.SECTIONS.items())

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            sharing_url=self.address("sharing"),
            **kwargs,
        )


class SharingPage(Sharing, ObjectPage, abstract=True):
    """Who can see this, and why; and who no longer can."""

    action = "access.explain"
    template_name = "access/sharing.html"

    def get_context_data(self, **kwargs):
        user, obj = self.request.user, self.object
        decides = policy.can(user, "access.decide", obj)
        excludes = policy.can(user, "access.exclude", obj)
        return super().get_context_data(
            explanation=explain(obj, user),
            may_give=policy.can(user, "access.grant", obj),
            may_exclude=excludes,
            waiting=requests_to_answer(obj) if decides else [],
            exclusions=exclusions_of(obj) if excludes else [],
            namespace=self.namespace,
            **kwargs,
        )


class ExcludePage(Sharing, ObjectFormPage, abstract=True):
    """Keep a person from the record, whatever else gives access."""

    action = "access.exclude"
    form_class = ExcludeForm
    template_name = "access/exclude.html"

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "memberships": people_to_name(self.request.user),
        }

    def act(self, form):
        services.exclude_person(
            obj=self.object,
            by=self.request.user,
            user=form.cleaned_data["person"],
            reason=form.cleaned_data["reason"],
        )
        return self.back_to_sharing(f"{form.cleaned_data['person']} is excluded.")


class ReadmitPage(Sharing, ObjectFormPage, abstract=True):
    """End an exclusion."""

    action = "access.exclude"
    form_class = EndAccessForm
    template_name = "access/readmit.html"

    def dispatch(self, request, *args, **kwargs):
        self.object = self.get_object()
        found = [e for e in exclusions_of(self.object) if e.uuid == kwargs["exclusion"]]
        if not found:
            raise Http404
        self.exclusion = found[0]
        return super().dispatch(request, *args, **kwargs)

    def get_form(self, *args):
        form = super().get_form(*args)
        form.submit = "End the exclusion"
        return form

    def get_context_data(self, **kwargs):
        return super().get_context_data(exclusion=self.exclusion, **kwargs)

    def act(self, form):
        services.readmit_person(
            obj=self.object, exclusion=self.exclusion, by=self.request.user, **form.cleaned_data
        )
        return self.back_to_sharing(f"{self.exclusion.user} is no longer excluded.")
