"""What people do with cases, and how they know those who take part: the rule once more.

A case is a record like any other. Taking part in one gives nobody access, to it or to those in it.
"""

from tests.oracle import Part
from tests.oracle_acts import ActingWorld
from tests.oracle_places import FORBIDDEN, UNKNOWN, WRONG, Refused, need


class CasesWorld(ActingWorld):
    """The world, with cases and the people in them."""

    # ---- Closing -------------------------------------------------------------------------------
    def _as_keeper_of(self, by, case):
        need(self.reads(by, case), UNKNOWN)
        need(self.records[case].owner in self.practises(by), FORBIDDEN)
        return self.records[case]

    def close_case(self, by, case):
        """What lasts while it is open ends, on whatever record."""
        record = self._as_keeper_of(by, case)
        need(record.is_open, WRONG)
        record.is_open = False
        for share in self.shares:
            if share.while_open == case:
                share.is_ended = True

    def reopen_case(self, by, case):
        """Nothing that ended with it comes back."""
        record = self._as_keeper_of(by, case)
        need(not record.is_open, WRONG)
        record.is_open = True

    # ---- People in cases -----------------------------------------------------------------------
    def parts_in(self, case):
        return [part for part in self.parts if part.case == case]

    def name_in(self, by, case, person):
        """Name somebody whose record one reads in a case."""
        self._as_writer(by, case, "people")
        need(self.reads(by, person), WRONG)
        need(not any(p.person == person and not p.is_over for p in self.parts_in(case)), WRONG)
        self.parts.append(Part(case, person, self.records[person].surname))
        self._note_entry(case, "people")
        self.records[case].entries["people"] = len(self.parts_in(case))

    def take_out(self, by, part):
        """Somebody takes part no longer. Not by those who may not know who it is."""
        self._as_writer(by, part.case, "people")
        need(self.named_to(by, part) != "nobody", FORBIDDEN)
        part.is_over = True
        self._note_entry(part.case, "people")

    def named_to(self, user, part):
        """Of a reader of the people: as who they are today, by the name confirmed, or not."""
        if self.reads(user, part.person):
            return "today"
        return "confirmed" if self.is_knowable(user, part.person) else "nobody"

    # ---- Access given together -----------------------------------------------------------------
    def goes_with(self, by, person):
        """The open cases of the person that somebody may give access to as well, latest first."""
        return [
            case
            for case in reversed(self.of_kind("case"))
            if self.records[case].is_open
            and self.reads(by, case, section="people")
            and (self.gives(by, case) or self.may_administer(by, case))
            and any(p.person == person and not p.is_over for p in self.parts_in(case))
        ]

    def give_with(self, by, person, team, level, sections, case_sections, is_while_open):
        """Give a team access to a person, and by its own rule to each case that goes with them.

        None is narrowed. Returns the cases that were given.
        """
        cases, given = self.goes_with(by, person), []
        ends_with = cases[0] if is_while_open and cases else None
        self.give(by, person, team, level, sections, False, ends_with)
        for case in cases:
            own = case if ends_with else None
            before = self._share_of(case, team)
            lives = before and not before.has_run_out
            if lives and not self._goes_further(before, level, case_sections, own):
                continue
            try:
                self.give(by, case, team, level, case_sections, False, own)
            except Refused:
                continue
            given.append(case)
        return given

    def _goes_further(self, before, level, sections, while_open):
        """Does it add something to what there is, and take nothing away? It has no last day."""
        more = level > before.level or not sections <= before.sections or before.is_dated
        less = level < before.level or not before.sections <= sections
        if before.while_open != while_open:
            more, less = more or bool(before.while_open), less or bool(while_open)
        return more and not less
