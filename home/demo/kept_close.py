"""Stories of records that are kept from somebody: a colleague, a team, all but a few."""

import datetime

from access import services as access
from access.models import Transfer
from home.demo.desk import Desk
from home.demo.teams import AT_THE_DISCREET
from profiles.models import Address, Role


class KeptClose(Desk):
    """An excluded colleague, a restricted record, and two of a discreet team."""

    def excluded(self):
        """A colleague is related to the person, and finds no record at all."""
        lead = "lead.staffordshire"
        born = datetime.date(1979, 4, 23)
        person = self.person(lead, "Adrian", "Stokesay", born, "male", ["offender"], ago=171)
        with self.past.act(person):
            access.exclude_person(
                obj=person,
                by=self.cast[lead],
                user=self.cast["officer.staffordshire"],
                reason="He is her brother-in-law; she told us herself.",
            )
        self.risk(person, lead, "low", "reoffending", "First offence for eleven years.", 168)
        self.contact(
            person,
            lead,
            96,
            "office",
            "fact",
            "Kept the appointment. Pays the compensation by standing order.",
            datetime.time(11, 0),
            attitude="positive",
        )

    def restricted(self):
        """Only people who are named read this record; the rest of the team does not."""
        by = "lead.norfolk"
        born = datetime.date(1990, 12, 9)
        person = self.person(by, "Kieran", "Holloworth", born, "male", ["offender"], ago=143)
        self.opens(person, "officer.norfolk", 140)
        with self.past.act(person, 122):
            access.restrict_record(
                obj=person,
                by=self.cast[by],
                reason="Threats against him by people whom he has named",
                basis=self.basis["crime-and-disorder"],
            )
        why = "Looks for him if he does not come home"
        self.give(
            person, by, "missing.norfolk", ["log", "risk"], why, days=120, named=True, ago=121
        )
        self.opens(person, "missing.norfolk", 120)
        self.risk(person, by, "high", "harm from others", "Named two men to the police.", 118)
        self.contact(
            person,
            by,
            27,
            "phone",
            "fact",
            "Rang at the agreed hour. Has moved again, with our help.",
            datetime.time(15, 0),
            attitude="mixed",
        )

    def protected(self):
        """A team that is listed nowhere keeps one record, and has handed another one over."""
        by = AT_THE_DISCREET
        born = datetime.date(1986, 2, 17)
        person = self.person(by, "Lorna", "Cuckfield", born, "female", ["victim"], ago=260)
        self.detail(
            person,
            by,
            Address(
                kind=self.address_kinds["placement"],
                text="Known to the unit",
                is_confidential=True,
                safe_to_contact="no",
            ),
        )
        self.risk(person, by, "very-high", "harm from others", "He was released in May.", 201)
        self.handed_over(by)

    def handed_over(self, by):
        to = "vulnerability.adur"
        born = datetime.date(1994, 8, 3)
        person = self.person(by, "Stella", "Findonby", born, "female", ["victim"], ago=233)
        self.risk(person, by, "high", "harm from others", "Followed home twice.", 229)
        self.contact(
            person,
            by,
            150,
            "visit",
            "fact",
            "Settled in her new flat. Wants a name to ring at weekends.",
            datetime.time(10, 15),
            attitude="positive",
        )
        with self.past.act(person, 75):
            transfer = access.propose_transfer(
                obj=person,
                by=self.cast[by],
                to_team=self.team(to),
                note="She is no longer in danger; needs support near her home.",
                keep=Transfer.Keep.NOTHING,
                basis=self.basis["crime-and-disorder"],
            )
        with self.past.act(person, 72):
            access.accept_transfer(
                transfer=transfer, by=self.cast[to], basis=self.basis["crime-and-disorder"]
            )
        person.refresh_from_db()
        self.opens(person, to)
        self.detail(
            person, to, Role(kind="vulnerable", source=str(self.team(to)), starts_on=self.days(72))
        )
        self.risk(person, to, "medium", "harm from others", "No contact since June.", 58)
