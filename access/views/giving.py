"""Giving, changing and ending access to one record."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils.functional import cached_property

from access import services
from access.agreements import agreement_in_words
from access.bundles import records_with
from access.forms import (
    WHILE_OPEN,
    ChangeAccessForm,
    EndAccessForm,
    GiveAccessForm,
)
from access.forms.grantees import MOST
from access.kinds import address_of
from access.ledger import current_grant
from access.levels import Level
from access.selectors import grant_of
from access.sentences import (
    Replacement,
    all_of,
    bundle_in_words,
    can_words,
    given_in_words,
    in_a_row,
    sections_in_words,
    until_words,
)
from access.suggestions import directory_of, teams_who_know
from access.usual import usual_terms
from access.views.sharing import Sharing
from access.while_open import hangs_on
from core import once
from core.views import ObjectFormPage


class GiveAccessPage(Sharing, ObjectFormPage, abstract=True):
    """Give teams and named people access: one page, then a page to check it."""

    action = "access.grant"
    form_class = GiveAccessForm
    template_name = "access/give.html"
    done_already = "You have given this access already. It was given once."

    def get_initial(self):
        """Terms may be proposed in the address; nothing is given before they are confirmed."""
        asked, level = self.request.GET, self.request.GET.get("level", "")
        wanted = asked.getlist("sections") or self.usual.sections
        return {
            **self.usual.as_initial(),
            "how_long": self.usual_length(),
            "chosen": asked.getlist("chosen")[:MOST],
            "sections": [name for name in self.object.offered_sections() if name in wanted],
            "level": int(level) if level in ("1", "2") else self.usual.level or Level.VIEW.value,
        }

    @cached_property
    def usual(self):
        return usual_terms(self.request.user)

    def get_form_kwargs(self):
        user = self.request.user
        return {
            **super().get_form_kwargs(),
            "kind": type(self.object),
            "directory": directory_of(user),
            "names_url": self.names_url(),
            "suggested": teams_who_know(self.object, user),
            "usual": self.usual,
            "closing": self.closing(),
            "goes_with": records_with(self.object, user),
        }

    def names_url(self):
        return address_of(self.model, "names")

    def form_valid(self, form):
        if "change" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        if "confirmed" in self.request.POST:
            return super().form_valid(form)
        try:
            results = self.rehearse(form)
        except ValidationError as problem:
            form.add_error(None, problem)
            return self.form_invalid(form)
        return self.check(form, results)

    def rehearse(self, form):
        """Do it and take it back, so that whatever cannot be given is said before the check."""
        with transaction.atomic():
            results = self.give(form)
            transaction.set_rollback(True)
        return results

    def check(self, form, results):
        """The whole thing as a sentence, and what it replaces, before anything happens."""
        terms, obj = form.as_terms(), self.object
        before = [
            (grantee, current_grant(obj, grantee.team, grantee.membership))
            for grantee in form.grantees
        ]
        agreements = [agreement_in_words(obj, grantee.team) for grantee in form.grantees]
        self.template_name = "access/give_check.html"
        return self.render_to_response(
            self.get_context_data(
                form=form,
                answers=answers_of(form),
                back=f"?{once.FIELD}={self.token}",
                whom=in_a_row([all_of(grantee) for grantee in form.grantees]),
                can=can_words(terms["level"]),
                may_see=sections_in_words(obj, terms["sections"]),
                may_not_see=sections_in_words(obj, form.sections_left_out(), "nothing"),
                until=until_words(form),
                agreements=list(dict.fromkeys(filter(None, agreements))),
                bundle=bundle_in_words(form, results),
                replaced=[
                    Replacement(obj, who, grant, form, self.request.user)
                    for who, grant in before
                    if grant
                ],
            )
        )

    def give(self, form):
        """To everybody chosen, of everything chosen: the results of each."""
        return [(grantee, self.give_to(grantee, form)) for grantee in form.grantees]

    def give_to(self, grantee, form):
        terms = {
            "obj": self.object,
            "by": self.request.user,
            "team": grantee.team,
            "membership": grantee.membership,
            **form.as_terms(),
        }
        try:
            if not form.chosen_records:
                services.give_access(**terms)
                return None
            return services.give_access_with(
                records=[one.record for one in form.chosen_records],
                record_sections=form.sections_of_records(),
                **terms,
            )
        except ValidationError as problem:
            raise form.blame(problem) from problem

    def save(self, form):
        return self.give(form)

    def act(self, form):
        results = self.save(form)
        names = ", ".join(grantee.name for grantee in form.grantees)
        return self.back_to_sharing(f"Access given to {names}.{given_in_words(results)}")


def answers_of(form):
    """What was answered, to be sent again when it is confirmed or changed."""
    names = [*form.fields, "chosen"]
    return [(name, value) for name in names for value in form.data.getlist(name)]


class GrantMixin(Sharing):
    """The grant named in the address, of the record in the address."""

    def load(self):
        super().load()
        self.grant = grant_of(self.object, self.request.user, self.kwargs["grant"])
        if self.grant is None:
            raise Http404

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
            "sections": grant.offered_sections,
            "level": grant.level,
            "purpose": grant.purpose,
            "basis": grant.basis_id,
            "how_long": self._how_long(),
            "until": "" if grant.is_for_ever else grant.last_day,
        }

    def _how_long(self):
        if self.hanging is not None:
            return WHILE_OPEN
        return "ended" if self.grant.is_for_ever else "date"

    @cached_property
    def hanging(self):
        """The record with which the access ends now, if the reader may see it."""
        if self.grant.while_itself_open:
            return self.object
        return hangs_on(self.grant, self.request.user)

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "kind": type(self.object),
            "closing": self.hanging or self.closing(),
        }

    def save(self, form):
        return services.give_access(
            obj=self.object,
            by=self.request.user,
            team=self.grant.team,
            membership=self.grant.membership,
            replaces=self.grant,
            **form.as_terms(),
        )

    def act(self, form):
        self.save(form)
        return self.back_to_sharing(f"Access of {self.grant.grantee} changed.")


class EndAccessPage(GrantMixin, ObjectFormPage, abstract=True):
    """End an access now."""

    action = "access.end"
    form_class = EndAccessForm
    template_name = "access/end.html"

    def save(self, form):
        return services.end_access(
            obj=self.object, grant=self.grant, by=self.request.user, **form.cleaned_data
        )

    def act(self, form):
        self.save(form)
        return self.back_to_sharing(f"Access of {self.grant.grantee} has ended.")
