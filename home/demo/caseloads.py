"""Caseloads around the stories, so that lists, searches and filters have something to show."""

import datetime
import functools
import random

from home.demo.desk import Desk
from profiles.models import Address, OtherName, Phone, StatutoryStatus, Warning

FORENAMES = [
    *("Aaron", "Bethany", "Caleb", "Dana", "Elliot", "Farah", "Gareth", "Hollie", "Imran"),
    *("Jodie", "Kyle", "Leanne", "Mason", "Nadia", "Ollie", "Paige", "Quentin", "Rhys"),
    *("Skye", "Tyler", "Una", "Vikram", "Willow", "Yasmin", "Zane"),
]
SURNAMES = [
    *("Abbotsley", "Brackwater", "Coldridge", "Denholt", "Eastlow", "Farthing", "Greaveson"),
    *("Hallowby", "Inchmere", "Jessop", "Kettlewood", "Larkhill", "Mossbank", "Netherby"),
    *("Oakhanger", "Pennifold", "Quarrington", "Ravensdale", "Sallowfield", "Thackmoor"),
    *("Underhay", "Vellacott", "Wainscot", "Yarborough"),
]
# User name of the author, how many others their team looks after, their roles.
OTHERS = [
    ("officer.staffordshire", 12, ["offender", "suspect"]),
    ("officer.norfolk", 6, ["offender"]),
    ("asb.waveney", 5, ["perpetrator", "complainant"]),
    ("asb.brighton", 5, ["perpetrator", "victim"]),
    ("vulnerability.adur", 4, ["vulnerable"]),
    ("missing.norfolk", 3, ["missing", "vulnerable"]),
    ("pc.staffordshire", 3, ["victim", "witness"]),
]
ENTRIES = [
    (
        "visit",
        "fact",
        "Home visit. In when I called, tidy and sober. Talked about work.",
        "positive",
    ),
    ("phone", "fact", "Rang to confirm the appointment on Thursday. Will come.", "positive"),
    ("office", "fact", "Kept the appointment. Brought his benefit letters.", "mixed"),
    (
        "visit",
        "opinion",
        "Seems to be slipping back to old company. Worth a second visit.",
        "mixed",
    ),
    ("phone", "fact", "No answer. Left no message.", "not_seen"),
]
# Streets of the town in which a team works.
STREETS = {
    "officer.staffordshire": (
        "Stafford",
        ["Quayside", "Castle Bank", "Foregate", "Weaver Street"],
    ),
    "officer.norfolk": ("Norwich", ["Wensum Row", "Magdalen Court", "Cattle Market Lane"]),
    "asb.waveney": ("Lowestoft", ["Score Steps", "Net Yard", "Beacon Rise"]),
    "asb.brighton": ("Brighton", ["Level Terrace", "Cliff Mews", "Bakehouse Road"]),
    "vulnerability.adur": ("Worthing", ["Pier Gardens", "Heene Close"]),
    "missing.norfolk": ("Norwich", ["Riverside Walk", "Staithe Street"]),
    "pc.staffordshire": ("Stafford", ["Mill Bank", "Tipping Lane"]),
}


class Caseloads(Desk):
    """Everyone else."""

    def others(self):
        """Caseloads, so that lists and filters have something to show."""
        pick, also, since = (random.Random(seed) for seed in (2026, 14, 7))
        made = 0
        for by, number, roles in OTHERS:
            for _ in range(number):
                made += 1
                self.other(by, roles, made, 140 + since.randint(0, 420), pick, also)
        return made

    def other(self, by, roles, number, since, pick, also):
        born = datetime.date(pick.randint(1962, 2004), pick.randint(1, 12), pick.randint(1, 28))
        person = self.person(
            by,
            pick.choice(FORENAMES),
            pick.choice(SURNAMES),
            born,
            pick.choice(["male", "female"]),
            pick.sample(roles, pick.randint(1, len(roles))),
            ago=since,
        )
        self.particulars(person, by, number, also)
        later = []
        if number % 8 == 3 and "offender" in roles:
            ago = 30 + number
            later.append((ago, self.held, "HMP Norwich", ago, 100 - number))
        if pick.random() < 0.6:
            level, why = pick.choice(["low", "medium", "high"]), "Graded at the monthly meeting."
            ago = pick.randint(5, 90)
            later.append((ago, self.risk, level, "reoffending", why, ago))
        for _ in range(pick.randint(0, 4)):
            kind, basis, text, attitude = pick.choice(ENTRIES)
            ago = pick.randint(1, 120)
            add = functools.partial(self.contact, attitude=attitude)
            later.append((ago, add, ago, kind, basis, text))
        for _, write, *what in sorted(later, key=lambda act: -act[0]):
            write(person, by, *what)

    def particulars(self, person, by, number, pick):
        """How to reach somebody, an old name, a warning, an order: for some of them."""
        town, streets = STREETS[by]
        home, mobile = self.address_kinds["home"], self.phone_kinds["mobile"]
        if pick.random() < 0.6:
            street = f"{pick.randint(2, 90)} {pick.choice(streets)}, {town}"
            self.detail(person, by, Address(kind=home, text=street, starts_on=self.days(500)))
        if pick.random() < 0.5:
            self.detail(person, by, Phone(kind=mobile, number=f"01632 960 {400 + number}"))
        if pick.random() < 0.2:
            before = pick.choice(SURNAMES)
            self.detail(person, by, OtherName(forenames=person.forenames, surname=before))
        if pick.random() < 0.2:
            kind = self.warning_kinds[pick.choice(["escape", "risk-to-staff", "self-harm"])]
            review = self.days(-pick.randint(10, 80))
            self.detail(person, by, Warning(kind=kind, text="see the risk", review_on=review))
        if number % 9 == 4:
            licence = StatutoryStatus(
                kind=self.statuses["licence"],
                name="Neil Bassenthwaite",
                organisation="Stafford Probation",
                phone="01632 960 131",
                ends_on=self.days(-20 - number),
            )
            self.detail(person, by, licence)
