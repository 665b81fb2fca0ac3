"""Steps of a story about cases: people in them, closing, and access that hangs on them."""

from django.utils import timezone

from access import services
from access.bundles import records_with
from cases.models import Case, Participant
from cases.services import add_participant, close_case, edit_participant, reopen_case
from tests.story.base import DAY
from tests.story.sides import Sides

OWN = "their own case"


class CaseSteps(Sides):
    """Naming people in cases, closing and opening them again, giving access with them."""

    def _case(self, case, beside):
        """The case of this name; or the record itself, or else a case of the team that owns it."""
        if case != OWN:
            return case
        owner, cases = self.world.records[beside].owner, self.world.of_kind("case")
        theirs = [name for name, one in cases.items() if one.owner == owner]
        return next((name for name in [beside, *theirs] if name in cases), "fence")

    def name_in(self, by, case, person):
        case = self._case(case, person)
        outcome = self._both(
            by,
            "name_in",
            lambda user: add_participant(
                case=self._person(case),
                by=user,
                participant=Participant(profile=self._person(person), role=self.base.part),
            ),
            *(case, person),
        )
        if outcome == "done":
            self.world.parts[-1].pk = self.result.pk
        return outcome

    def take_out(self, by, number):
        part = self._pick([one for one in self.world.parts if not one.is_over], number)
        yesterday = timezone.localdate() - DAY
        return part and self._both(
            by,
            "take_out",
            lambda user: edit_participant(
                participant=Participant.objects.get(pk=part.pk), by=user, ends_on=yesterday
            ),
            part,
        )

    def close_case(self, by, case, takes_back):
        return self._both(
            by,
            "close_case",
            lambda user: close_case(
                case=self._person(case),
                by=user,
                outcome=self.base.outcome,
                words="x",
                withdraws_tasks=takes_back,
            ),
            *(case, takes_back),
        )

    def reopen_case(self, by, case):
        return self._both(
            by,
            "reopen_case",
            lambda user: reopen_case(case=self._person(case), by=user, reason="x"),
            case,
        )

    # ---- Access that hangs on a case -----------------------------------------------------------
    def give_team_while(self, by, person, team, level, sections, case):
        """Of a person while a case is open; of a case, while it is open itself or another is."""
        sections &= self.world.records[person].sections
        case = self._case(case, person)
        return self._give(by, person, team, None, level, sections, False, case)

    def give_named_while(self, by, person, number, level, sections, case):
        place = self._pick(self.world.places, number)
        sections &= self.world.records[person].sections
        case = self._case(case, person)
        return self._give(by, person, place.team, place, level, sections, False, case)

    def give_with(self, by, person, team, level, sections, is_while_open):
        """A person, with each of their open cases that the giver may share."""
        parts, of_case = (
            sections & frozenset(of) for of in (self._sections(person), Case.SECTIONS)
        )
        outcome = self._both(
            by,
            "give_with",
            lambda user: self._give_with(
                user, person, team, level, (parts, of_case), is_while_open
            ),
            *(person, team, level, parts, of_case, is_while_open),
        )
        if outcome == "done":
            given = [self._name_of(case) for case in self.result.given]
            assert given == self.told, f"the product gave {given}; the rule: {self.told}"
        return outcome

    def _give_with(self, user, person, team, level, sections, is_while_open):
        obj = self._person(person)
        cases = [one.record for one in records_with(obj, user)]
        return services.give_access_with(
            obj=obj,
            records=cases,
            record_sections=sections[1],
            by=user,
            team=self._team(team),
            level=level,
            sections=sections[0],
            purpose="x",
            basis=self.base.basis,
            while_open=cases[0] if is_while_open and cases else None,
        )

    def _sections(self, person):
        return self.world.records[person].sections

    def _name_of(self, obj):
        return next(name for name, one in self.base.people.items() if one == obj)
