"""Giving, changing and ending access to one record."""

from django.http import Http404

from access import services
from access.forms import SEVEN_DAYS, ChangeAccessForm, EndAccessForm, GiveAccessForm
from access.ledger import current_grant
from access.levels import Level
from access.sources import grant_of, people_to_name, teams_to_name
from access.views.sharing import Sharing
from core.views import ObjectFormPage


class GiveAccessPage(Sharing, ObjectFormPage, abstract=True):
    """Give a team or named people access: one page, then a page to check it."""

    action = "access.grant"
    form_class = GiveAccessForm
    template_name = "access/give.html"

    def get_initial(self):
        return {"how_long": SEVEN_DAYS, "to": self.request.GET.get("to", "")[:10]}

    def get_form_kwargs(self):
        user = self.request.user
        return {
            **super().get_form_kwargs(),
            "sections": self.section_choices(),
            "teams": teams_to_name(user),
            "memberships": people_to_name(user),
        }

    def form_valid(self, form):
        if "change" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        if "confirmed" not in self.request.POST:
            return self.check(form)
        return super().form_valid(form)

    def check(self, form):
        """The whole thing as a sentence, and what it replaces, before anything happens."""
        chosen = form.cleaned_data["sections"]
        context = self.get_context_data(
            form=form,
            answers=[(name, value) for name in form.fields for value in form.data.getlist(name)],
            chosen=[self.object.SECTIONS[name] for name in self.object.SECTIONS if name in chosen],
            can=Level(form.cleaned_data["level"]).label.lower(),
            grantees=[
                (team, membership, current_grant(self.object, team, membership))
                for team, membership in form.grantees
            ],
        )
        self.template_name = "access/give_check.html"
        return self.render_to_response(context)

    def act(self, form):
        for team, membership in form.grantees:
            services.give_access(
                obj=self.object,
                by=self.request.user,
                team=team,
                membership=membership,
                **form.as_terms(),
            )
        names = ", ".join(str(m.user if m else team) for team, m in form.grantees)
        return self.back_to_sharing(f"Access given to {names}.")


class GrantMixin(Sharing):
    """The grant named in the address, of the record in the address."""

    def dispatch(self, request, *args, **kwargs):
        self.object = self.get_object()
        self.grant = grant_of(self.object, request.user, kwargs["grant"])
        if self.grant is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(grant=self.grant, **kwargs)


class ChangeAccessPage(GrantMixin, ObjectFormPage, abstract=True):
    """New terms for an access; the old ones stay on record."""

    action = "access.change"
    form_class = ChangeAccessForm
    template_name = "access/change.html"

    def get_initial(self):
        grant = self.grant
        return {
            "sections": grant.sections,
            "level": grant.level,
            "purpose": grant.purpose,
            "basis": grant.basis_id,
            "how_long": "ended" if grant.is_for_ever else "date",
            "until": "" if grant.is_for_ever else grant.last_day,
        }

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "sections": self.section_choices()}

    def act(self, form):
        services.give_access(
            obj=self.object,
            by=self.request.user,
            team=self.grant.team,
            membership=self.grant.membership,
            **form.as_terms(),
        )
        return self.back_to_sharing(f"Access of {self.grant.grantee} changed.")


class EndAccessPage(GrantMixin, ObjectFormPage, abstract=True):
    """End an access now."""

    action = "access.end"
    form_class = EndAccessForm
    template_name = "access/end.html"

    def act(self, form):
        services.end_access(
            obj=self.object, grant=self.grant, by=self.request.user, **form.cleaned_data
        )
        return self.back_to_sharing(f"Access of {self.grant.grantee} has ended.")
