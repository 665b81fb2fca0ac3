"""Steps of a story in which time passes."""

from django.utils import timezone

from access.models import BreakGlass, Discovery, Grant, Transfer
from access.tests.factories import run_out
from agencies.models import Membership
from tests.story.base import DAY
from tests.story.sides import Sides


class TimeSteps(Sides):
    """Something that was given for a time comes to its end; or a membership begins."""

    def run_out(self, what, number):
        """Something that was given for a time comes to its end; or a place begins."""
        return getattr(self, f"_{what}_runs_out")(number)

    def _share_runs_out(self, number):
        shares = [s for s in self.world.shares if s.is_dated and not s.is_ended]
        if share := self._pick(shares, number):
            share.has_run_out = True
            for name in ("team_holds", "user_holds"):
                run_out(Grant(pk=share.pk), self._holds(type(self._person(share.person)), name))
        return share and "done"

    def _place_runs_out(self, number):
        if place := self._pick([p for p in self.world.places if p.is_dated], number):
            place.state, past = "over", timezone.now() - DAY / 24
            rows = Membership.objects.filter(pk=place.pk)
            rows.update(valid_from=past - DAY, valid_until=past)
            for model in {type(one) for one in self.base.people.values()}:
                holds = self._holds(model, "user_holds").objects
                holds.filter(membership=place.pk).update(valid_until=past)
        return place and "done"

    def _holds(self, model, name):
        return model._meta.get_field(name).related_model

    def _coming_runs_out(self, number):
        coming = [p for p in self.world.places if p.state == "coming"]
        if place := self._pick(coming, number):
            place.state = "live"
            Membership.objects.filter(pk=place.pk).update(valid_from=timezone.now() - DAY)
        return place and "done"

    def _glass_runs_out(self, number):
        if glass := self._pick(self.world.glasses, -1 - number):
            glass.has_run_out, past = True, timezone.now() - DAY / 24
            rows = BreakGlass.objects.filter(pk=glass.pk)
            rows.update(broken_at=past - DAY / 24, valid_until=past)
        return glass and "done"

    def _finding_runs_out(self, number):
        if one := self._pick(sorted(self.world.found), number):
            self.world.found.discard(one)
            Discovery.objects.filter(
                user=self.base.users[one[0]],
                object_type=self.base.people[one[1]]._meta.label_lower,
                object_id=self.base.people[one[1]].pk,
            ).update(valid_until=timezone.now() - DAY)
        return one and "done"

    def _keep_runs_out(self, number):
        proposals = [p for p in self.world.proposals if p.is_dated and not p.is_answered]
        if proposal := self._pick(proposals, number):
            proposal.has_run_out = True
            rows = Transfer.objects.filter(pk=proposal.pk)
            rows.update(keep_until=timezone.now() - DAY / 24)
        return proposal and "done"
