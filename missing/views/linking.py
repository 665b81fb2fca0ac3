"""What an episode has from a record: the link to it, and the new words of its plan."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404

from core.views import ObjectFormPage
from missing import services
from missing.forms.plans import LinkForm, TakeOverForm
from missing.models import Episode
from missing.plans import changed_in_words, readable_plan
from missing.services.linking import LINKED, NOBODY
from missing.views.choosing import ChoosesPerson


class OfEpisode(ObjectFormPage, abstract=True):
    """A page that does something about an episode."""

    model, related = Episode, ("case__owner_team", "profile", "plan")

    def cancels_to(self):
        return self.object.get_absolute_url()

    def get_context_data(self, **kwargs):
        return super().get_context_data(episode=self.object, **kwargs)

    def done(self, words):
        messages.success(self.request, words)
        return self.object.get_absolute_url()


class EpisodeLink(ChoosesPerson, OfEpisode):
    """Say whose record it is, of somebody who was reported by name."""

    action, form_class = "missing.link", LinkForm
    template_name = "missing/link.html"

    def subjects(self):
        return sorted({*super().subjects(), *([self.person.pk] if self.person else [])})

    def get_context_data(self, **kwargs):
        is_lost = bool(self.chosen) and self.person is None
        return super().get_context_data(is_lost=is_lost, nobody=NOBODY, linked=LINKED, **kwargs)

    def save(self, form):
        if self.person is None:
            raise ValidationError(NOBODY)
        return services.link_episode(
            episode=self.object, by=self.request.user, profile=self.person
        )

    def act(self, form):
        self.save(form)
        return self.done("Linked. The record and its plan open to those who may read them.")


class EpisodeTakeOver(OfEpisode):
    """What the plan says otherwise than the episode; a button takes it over."""

    action, form_class, section = "missing.add", TakeOverForm, "missing_plan"
    template_name = "missing/take_over.html"

    def load(self):
        super().load()
        self.plan = readable_plan(self.request.user, self.object.profile)
        if self.plan is None:
            raise Http404

    def get_context_data(self, **kwargs):
        changed = changed_in_words(self.object, self.plan)
        return super().get_context_data(plan=self.plan, changed=changed, **kwargs)

    def save(self, form):
        return services.take_over_plan(episode=self.object, by=self.request.user)

    def act(self, form):
        self.save(form)
        return self.done("The episode now matches the plan.")
