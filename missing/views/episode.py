"""One episode: who is missing, the clocks, what was written; and the photo."""

from typing import ClassVar

from django.utils.functional import cached_property

from access.levels import Level
from access.naming import naming
from access.section_access import held_sections, open_glass
from cases.selectors import facts_of
from core import panels
from core.questions import run, together_in_steps
from core.views import ObjectMixin, ObjectPage
from missing import one_episode
from missing.entries import timeline
from missing.models import Episode
from missing.photos import photo_of
from missing.rules import of_unit
from profiles.views.photos import ThumbnailMixin
from tasks.selectors import open_tasks_about

TASKS = 8


class OneEpisode(ObjectMixin, abstract=True):
    """What the pages of one episode share: the case that it is, and what is read of it."""

    model = Episode
    related: ClassVar = (
        *("case__owner_team", "case__lead", "case__kind", "risk", "outcome", "area"),
        *("profile__photo", "located_by"),
    )

    @property
    def case(self):
        return self.object.case

    @cached_property
    def held(self):
        """The sections of the case that the reader holds, with their level."""
        return held_sections(self.request.user, self.case)

    @cached_property
    def names(self):
        """Which teams and people this page may name to the reader."""
        return naming(self.request.user, self.case)

    def get_context_data(self, **kwargs):
        episode = self.object
        return super().get_context_data(
            episode=episode,
            case=self.case,
            names=self.names,
            has_photo=photo_of(episode) is not None,
            lasted=one_episode.how_long(episode),
            **kwargs,
        )


class EpisodePage(OneEpisode, ObjectPage):
    """Everything that is known, on one page.

    Who does not read the actions of the case sees who is missing, and what is due.
    """

    action, template_name = "missing.view", "missing/episode_detail.html"

    def get_context_data(self, **kwargs):
        episode, user = self.object, self.request.user
        reads = "actions" in self.held
        steps = [
            one_episode.clocks_of.steps(episode),
            panels.gather_in_steps("missing.episode", self.request, episode, self.held),
        ]
        if reads:
            after = self.request.GET.get("after", "")[:300]
            steps += [
                timeline.steps(episode, self.names, after),
                one_episode.log_of.steps(episode),
                facts_of.steps(self.case),
                open_tasks_about.steps(self.case, user, TASKS),
                one_episode.episodes_of.steps(episode.profile, user, but=episode.pk),
            ]
        clocks, others, *more = run(together_in_steps(steps))
        names = ("page", "log", "facts", "tasks", "earlier")
        found = dict(zip(names, more, strict=True)) if reads else {}
        return super().get_context_data(
            reads=reads,
            clocks=clocks,
            panels=others,
            glass=open_glass(user, self.case),
            knows_where=one_episode.knows_whereabouts(user, episode),
            record=one_episode.opens_record(user, episode),
            holds_documents="documents" in self.held,
            may_print=reads,
            **self.buttons(),
            **found,
            **kwargs,
        )

    def buttons(self):
        """What the reader may do here, by the sections that were asked for the page already."""
        adds = self.case.is_open and self.held.get("actions", 0) >= Level.CONTRIBUTE
        is_unit = "actions" in self.held and of_unit(self.request.user, self.object)
        return {
            "may_add": adds,
            "may_add_action": adds,
            "may_interview": adds,
            "may_assess": is_unit and self.object.is_missing,
            "may_correct_where": adds and is_unit and not self.object.is_missing,
            "may_locate": is_unit and self.object.is_missing,
        }


class EpisodePhoto(ThumbnailMixin, OneEpisode):
    """The thumbnail of the photo that the person's record shows now."""

    action = "missing.view"

    def get_photo(self):
        return photo_of(self.object)
