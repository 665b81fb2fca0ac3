"""Sharing a case with the teams that already know the people in it."""

from django.db import transaction
from django.utils.functional import cached_property

from access import services
from access.levels import Level
from access.sentences import can_words, in_a_row, sections_in_words, until_words
from access.usual import usual_terms
from access.views.giving import answers_of
from access.views.sharing import Sharing
from cases.forms import ShareWithTeamsForm
from cases.known_teams import teams_who_know_people
from cases.views.base import CaseMixin
from core.views import ObjectFormPage
from core.wording import counted


class ShareWithTeams(CaseMixin, Sharing, ObjectFormPage):
    """One page that offers the teams, then a page to check who gets access and who cannot."""

    action = "access.grant"
    form_class = ShareWithTeamsForm
    template_name = "cases/share.html"
    done_already = "You have given this access already. It was given once."

    @cached_property
    def known(self):
        return teams_who_know_people(self.object, self.request.user)

    def get_initial(self):
        usual = usual_terms(self.request.user)
        return {
            **usual.as_initial(),
            "sections": list(self.object.SECTIONS),
            "level": usual.level or Level.VIEW.value,
            "how_long": self.usual_length(),
        }

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "kind": type(self.object),
            "closing": self.closing(),
            "known": self.known,
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(known=self.known, **kwargs)

    def form_valid(self, form):
        if "change" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        if "confirmed" in self.request.POST:
            return super().form_valid(form)
        with transaction.atomic():
            result = self.give(form)
            transaction.set_rollback(True)
        terms, self.template_name = form.as_terms(), "cases/share_check.html"
        return self.render_to_response(
            self.get_context_data(
                form=form,
                answers=answers_of(form),
                result=result,
                whom=in_a_row([team.name for team in result.done]) if result.done else "",
                can=can_words(terms["level"]),
                may_see=sections_in_words(self.object, terms["sections"]),
                until=until_words(form),
            )
        )

    def give(self, form):
        return services.give_access_to_teams(
            obj=self.object,
            by=self.request.user,
            teams=form.receiving_teams(),
            **form.as_terms(),
        )

    def act(self, form):
        result = self.give(form)
        words = [f"Access given to {counted(len(result.done), 'team')}."]
        words += [f"{team.name} was refused: {reason}." for team, reason in result.refused]
        return self.back_to_sharing(" ".join(words))
