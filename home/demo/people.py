"""The people of the demo world, told part way: records to look at and a next step to take."""

import datetime
import random

from access.levels import Level
from home.demo.desk import Desk
from profiles.models import (
    Address,
    Identifier,
    OtherName,
    Phone,
    StatutoryStatus,
    Warning,
)

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


def make(cast):
    """Everyone. Returns how many."""
    world = World(cast)
    world.jordan()
    world.callum()
    world.shane()
    world.brighton()
    world.adur()
    world.nameless()
    world.moved()
    return 7 + world.others()


class World(Desk):
    """The people of the stories, and caseloads around them."""

    def jordan(self):
        """Story 1: an offender whom two prisons and the IOM team manage together."""
        by, lead = "officer.staffordshire", "lead.staffordshire"
        born = datetime.date(1991, 3, 14)
        person = self.person(by, "Jordan", "Pellworth", born, "male", ["offender", "victim"])
        self.detail(person, by, Identifier(kind="pnc", value="2009/0048211P"))
        self.detail(person, by, Identifier(kind="crn", value="X348120"))
        self.detail(person, by, Identifier(kind="prison", value="A4821JP"))
        self.detail(person, by, OtherName(forenames="Jay", surname="Pell"))
        self.detail(
            person,
            by,
            Warning(
                kind=self.warning_kinds["risk-to-staff"],
                text="visit in pairs",
                starts_on=self.days(120),
            ),
        )
        self.detail(
            person,
            by,
            Warning(
                kind=self.warning_kinds["self-harm"], text="ACCT opened", starts_on=self.days(2)
            ),
        )
        self.detail(
            person,
            by,
            Address(
                kind=self.address_kinds["home"],
                text="14 Tannery Row, Stafford",
                postcode="ST16 9ZZ",
                starts_on=self.days(700),
            ),
        )
        self.detail(
            person,
            by,
            Phone(
                kind=self.phone_kinds["family"],
                number="01632 960 331",
                note="His mother’s",
                safe_to_contact="yes",
                safe_to_leave_message="no",
            ),
        )
        self.held(person, by, "HMP Dovegate", 238, until=84)
        self.held(person, by, "HMP Stafford", 84, release=22)
        self.involved(
            person,
            by,
            "offender-manager",
            name="Neil Bassenthwaite",
            organisation="Stafford Probation",
            phone="01632 960 131",
        )
        self.involved(person, by, "prison-contact", user=self.cast["spoc.stafford"])
        self.involved(
            person,
            by,
            "victim-contact",
            name="Hana Okafor-Lind",
            organisation="Victim Support",
            phone="01632 960 142",
        )
        self.edit(
            person,
            by,
            gender="Man",
            ethnicity=self.ethnicities["w1"],
            first_language="English",
            interpreter="no",
        )
        self.risk(person, by, "medium", "serious harm", "Two assaults while drinking.", 300)
        self.risk(person, by, "high", "serious harm", "Threats to a former partner in May.", 20)
        why = "Held in custody; release is planned together"
        self.give(person, lead, "spoc.stafford", ["log", "reports", "risk"], why, days=60)
        self.give(
            person, lead, "spoc.dovegate", ["reports"], "Held him before", Level.VIEW, days=4
        )
        self.contact(
            person,
            by,
            40,
            "prison",
            "fact",
            "Talked through release. Wants the joinery course to continue outside.",
            datetime.time(14, 15),
            attitude="positive",
            response="Finished the thinking skills course; certificate seen",
            anxieties="His mother’s landlord",
        )
        self.contact(
            person,
            by,
            20,
            "phone",
            "reported",
            "The landlord will end the tenancy if he moves back in.",
            told_by="Carol Pellworth (mother)",
            follow_up="Ring the landlord",
            follow_up_by=self.days(2),
        )
        self.contact(
            person,
            "spoc.stafford",
            2,
            "prison",
            "fact",
            "Told night staff he “can’t see past the gate”. Hourly checks.",
            datetime.time(22, 40),
            attitude="negative",
            anxieties="Where he will live on release",
        )

    def callum(self):
        """Story 2: a prolific offender who has moved to Norwich; Norfolk has no access yet."""
        by = "officer.staffordshire"
        born = datetime.date(1988, 11, 2)
        person = self.person(by, "Callum", "Drayfield", born, "male", ["offender"])
        self.detail(person, by, Identifier(kind="pnc", value="2006/0021934G"))
        self.detail(person, by, Identifier(kind="cro", value="021934/06E"))
        self.detail(
            person,
            by,
            Address(
                kind=self.address_kinds["family"],
                text="3 Weir Cottages, Norwich",
                starts_on=self.days(9),
            ),
        )
        self.detail(person, by, StatutoryStatus(kind=self.statuses["none"]))
        self.risk(person, by, "high", "reoffending", "Nine burglaries in two years.", 60)
        self.contact(
            person,
            by,
            12,
            "office",
            "fact",
            "Came to say he is moving to his brother’s in Norwich.",
            datetime.time(10, 0),
            attitude="positive",
            anxieties="Losing his support worker",
        )
        self.contact(
            person,
            by,
            9,
            "phone",
            "reported",
            "He has arrived and is looking for work.",
            told_by="his brother",
        )

    def shane(self):
        """Story 3: Waveney has named one Norfolk officer; his colleague meets a stub."""
        by = "asb.waveney"
        born = datetime.date(1999, 6, 21)
        person = self.person(by, "Shane", "Tillotson", born, "male", ["perpetrator"])
        self.risk(person, by, "medium", "harm to neighbours", "Threats over noise.", 45)
        self.contact(
            person,
            by,
            30,
            "visit",
            "fact",
            "Served the community protection warning. Took it calmly.",
            datetime.time(16, 30),
            attitude="mixed",
        )
        self.contact(
            person,
            by,
            8,
            "phone",
            "reported",
            "Loud music again until 3am on Saturday.",
            told_by="a neighbour",
        )
        self.give(
            person,
            by,
            "ppo1.norfolk",
            ["log", "risk"],
            "Seen in Great Yarmouth; PPO staff work with his associates",
            Level.VIEW,
            30,
            True,
        )

    def brighton(self):
        """Story 4: a complainant who says that nothing was done."""
        by = "asb.brighton"
        born = datetime.date(1957, 1, 30)
        person = self.person(by, "Maureen", "Hollinshead", born, "female", ["complainant"])
        self.give(person, by, "housing.brighton", ["log"], "Landlord of the block", days=90)
        self.give(
            person, by, "inspector.brighton", ["log", "risk"], "Answers complaints", Level.VIEW
        )
        self.contact(
            person,
            by,
            25,
            "visit",
            "fact",
            "Offered to install a noise recorder.",
            datetime.time(11, 15),
            outcome="declined",
            attitude="negative",
        )
        self.contact(
            person,
            "housing.brighton",
            18,
            "phone",
            "fact",
            "Offered a move. Wants to stay.",
        )

    def adur(self):
        """Story 5: a 15-year-old at risk."""
        by = "vulnerability.adur"
        born = self.today.replace(day=1) - datetime.timedelta(days=15 * 365 + 120)
        person = self.person(by, "Ellie", "Marchwood", born, "female", ["vulnerable", "victim"])
        self.risk(person, by, "very-high", "exploitation", "Seen with older men twice.", 3)
        self.detail(
            person,
            by,
            Address(
                kind=self.address_kinds["placement"],
                text="A foster family in Worthing",
                is_confidential=True,
                safe_to_contact="no",
            ),
        )
        self.involved(
            person,
            by,
            "social-worker",
            name="Ibrahim Castellane",
            organisation="West Sussex Children’s Services",
            phone="01632 960 158",
        )
        self.contact(
            person,
            by,
            3,
            "visit",
            "fact",
            "Talked at school with her key worker.",
            datetime.time(13, 0),
            attitude="mixed",
            anxieties="Being moved again",
        )

    def nameless(self):
        """Someone found sleeping rough, of whom little is known: an age by eye, an interpreter."""
        by = "pc.staffordshire"
        person = self.person(by, "Tomasz", "Not known", None, "male", ["vulnerable"])
        self.edit(
            person,
            by,
            estimated_age=45,
            age_estimated_on=self.days(6),
            first_language="Polish",
            interpreter="yes",
        )
        self.contact(
            person,
            by,
            6,
            "other",
            "opinion",
            "Sleeping in the bus station. About 45, Polish, little English.",
            datetime.time(23, 20),
        )

    def moved(self):
        """A prison to the next: the one that had access is left, the new one has none yet."""
        by, lead = "officer.staffordshire", "lead.staffordshire"
        born = datetime.date(1984, 9, 27)
        person = self.person(by, "Dean", "Ashlow", born, "male", ["offender"])
        self.held(person, by, "HMP Stafford", 150, until=1)
        self.held(person, by, "HMP Dovegate", 1, release=70)
        self.give(person, lead, "spoc.stafford", ["log", "reports"], "Held there", days=90)

    def others(self):
        """Caseloads, so that lists and filters have something to show."""
        pick = random.Random(2026)
        made = 0
        for by, number, roles in OTHERS:
            for _ in range(number):
                made += 1
                born = datetime.date(
                    pick.randint(1962, 2004), pick.randint(1, 12), pick.randint(1, 28)
                )
                person = self.person(
                    by,
                    pick.choice(FORENAMES),
                    pick.choice(SURNAMES),
                    born,
                    pick.choice(["male", "female"]),
                    pick.sample(roles, pick.randint(1, len(roles))),
                )
                if made % 8 == 3 and "offender" in roles:
                    self.held(person, by, "HMP Norwich", 30 + made, release=100 - made)
                if pick.random() < 0.6:
                    self.risk(
                        person,
                        by,
                        pick.choice(["low", "medium", "high"]),
                        "reoffending",
                        "Graded at the monthly meeting.",
                        pick.randint(5, 90),
                    )
                for _ in range(pick.randint(0, 4)):
                    kind, basis, text, attitude = pick.choice(ENTRIES)
                    self.contact(
                        person, by, pick.randint(1, 120), kind, basis, text, attitude=attitude
                    )
        return made
