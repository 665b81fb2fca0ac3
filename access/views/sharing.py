"""Who can see this record and why; restricting it; keeping a person from it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404

from access import services
from access.explain import explain, explain_day
from access.filters import DayFilter
from access.forms import (
    USUAL,
    WHILE_OPEN,
    EndAccessForm,
    ExcludeForm,
    LiftForm,
    RestrictForm,
)
from access.kinds import address_of
from access.naming import called
from access.selectors import exclusions_of, to_manage
from access.suggestions import everyone_known_to
from core import panels, policy
from core.views import ObjectFormPage, ObjectPage


class Sharing:
    """What the sharing pages of one kind of record have in common.

    An area administrator shares without reading: for them the record is its reference.
    """

    tab = "sharing"

    # What the record's mixin gives.
    reads: bool
    address: Any
    done: Any

    @property
    def called(self):
        return called(self.object, reads=self.reads)

    def back_to_sharing(self, words):
        return self.done(words, "sharing")

    def closing(self):
        """The record itself, where access to it may end with it."""
        return self.object if self.object.CAN_CLOSE and self.object.is_open else None

    def usual_length(self):
        """How long access lasts if nothing else is chosen."""
        return WHILE_OPEN if self.closing() else USUAL

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            sharing_url=self.address("sharing"),
            called=self.called,
            **kwargs,
        )


class SharingPage(Sharing, ObjectPage, abstract=True):
    """Who can see this, and why; who no longer can; who could on a day that has passed."""

    action = "access.explain"
    template_name = "access/sharing.html"

    def get_context_data(self, **kwargs):
        user, obj = self.request.user, self.object
        manages = policy.can(user, "access.decide", obj)
        found = to_manage(obj) if manages else {}
        asked = DayFilter(self.request)
        day = asked.wanted.get("day")
        return super().get_context_data(
            explanation=explain_day(obj, user, day) if day else explain(obj, user),
            asked=asked,
            day=day,
            may_give=policy.can(user, "access.grant", obj),
            manages=manages,
            waiting=found.get("waiting"),
            emergencies=found.get("emergencies"),
            transfer=next(iter(found.get("transfers", ())), None),
            exclusions=found.get("exclusions"),
            panels=[] if day else panels.gather("access.sharing", self.request, obj),
            history_url=self.address("history"),
            **kwargs,
        )

    def seen_detail(self):
        return {"day": self.request.GET["day"][:30]} if self.request.GET.get("day") else {}


class RestrictPage(Sharing, ObjectFormPage, abstract=True):
    """For named people only."""

    action = "access.restrict"
    form_class = RestrictForm
    template_name = "access/restrict.html"

    def act(self, form):
        services.restrict_record(obj=self.object, by=self.request.user, **form.cleaned_data)
        return self.back_to_sharing("Only the people named below can see this record now.")


class LiftPage(Sharing, ObjectFormPage, abstract=True):
    """Open again to the teams."""

    action = "access.restrict"
    form_class = LiftForm
    template_name = "access/lift.html"

    def act(self, form):
        services.lift_restriction(obj=self.object, by=self.request.user, **form.cleaned_data)
        return self.back_to_sharing("The restriction is lifted.")


class ExcludePage(Sharing, ObjectFormPage, abstract=True):
    """Keep a person from the record, whatever else gives access; who is kept from it."""

    action = "access.exclude"
    form_class = ExcludeForm
    template_name = "access/exclude.html"

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "directory": everyone_known_to(self.request.user),
            "names_url": address_of(self.model, "names"),
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(exclusions=exclusions_of(self.object), **kwargs)

    def act(self, form):
        try:
            services.exclude_person(
                obj=self.object,
                by=self.request.user,
                user=form.person,
                reason=form.cleaned_data["reason"],
            )
        except ValidationError as problem:
            raise form.blame(problem) from problem
        return self.back_to_sharing(f"{form.person} is excluded.")


class ReadmitPage(Sharing, ObjectFormPage, abstract=True):
    """End an exclusion."""

    action = "access.exclude"
    form_class = EndAccessForm
    template_name = "access/readmit.html"

    def load(self):
        super().load()
        uuid = self.kwargs["exclusion"]
        found = [e for e in exclusions_of(self.object) if e.uuid == uuid]
        if not found:
            raise Http404
        self.exclusion = found[0]

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
