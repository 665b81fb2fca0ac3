"""Stories of people who were harmed, or may be: complainants, victims, children, the missing."""

import datetime

from access.levels import Level
from home.demo import plans
from home.demo.desk import Desk
from profiles.models import Address, OtherName, Phone, Role, Warning


class AtRisk(Desk):
    """Stories 4 to 7."""

    def brighton(self):
        """Story 4: a complainant who says that nothing was done."""
        by = "asb.brighton"
        born = datetime.date(1957, 1, 30)
        person = self.person(by, "Maureen", "Oakhurst", born, "female", ["complainant"], 152)
        self.give(
            person, by, "housing.brighton", ["log"], "Landlord of the block", days=90, ago=60
        )
        self.opens(person, "housing.brighton", 59)
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
        self.give(
            person,
            by,
            "inspector.brighton",
            ["log", "risk"],
            "Answers complaints",
            Level.VIEW,
            ago=15,
        )
        self.opens(person, "inspector.brighton", 13)
        self.opens(person, "inspector.brighton", section="log")

    def adur(self):
        """Story 5: a 15-year-old at risk."""
        by = "vulnerability.adur"
        born = self.today.replace(day=1) - datetime.timedelta(days=15 * 365 + 120)
        person = self.person(
            by, "Ellie", "Marchwood", born, "female", ["vulnerable", "victim"], ago=47
        )
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
        self.risk(person, by, "very-high", "exploitation", "Seen with older men twice.", 3)

    def nameless(self):
        """Someone found sleeping rough, of whom little is known: an age by eye, an interpreter."""
        by = "pc.staffordshire"
        person = self.person(by, "Tomasz", "Not known", None, "male", ["vulnerable"], ago=6)
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

    def panel(self):
        """Story 6: harm done and admitted in one street; the champion is asked about a panel."""
        by = "pc.staffordshire"
        reece = self.person(
            by, "Reece", "Tamblyn", datetime.date(2007, 8, 19), "male", ["suspect"], ago=10
        )
        doreen = self.person(
            by, "Doreen", "Applewhaite", datetime.date(1952, 5, 6), "female", ["victim"], ago=12
        )
        self.detail(doreen, by, OtherName(forenames="Doreen", surname="Garrowby"))
        self.detail(
            doreen,
            by,
            Phone(
                kind=self.phone_kinds["home"],
                number="01632 960 377",
                safe_to_contact="yes",
                safe_to_leave_message="no",
                note="Her son answers at weekends: speak to her alone",
            ),
        )
        self.detail(
            doreen,
            by,
            Address(
                kind=self.address_kinds["home"],
                text="27 Wharf Lane, Stone",
                postcode="ST15 9ZX",
                starts_on=self.days(9000),
                safe_to_contact="yes",
            ),
        )
        self.involved(
            doreen,
            by,
            "victim-contact",
            name="Hana Okafor-Lind",
            organisation="Victim Support",
            phone="01632 960 142",
        )
        self.contact(
            doreen,
            by,
            11,
            "visit",
            "fact",
            "Greenhouse broken on Sunday evening. Shaken; would like to ask him why.",
            datetime.time(10, 30),
            anxieties="That he will come back",
        )
        self.contact(
            reece,
            by,
            9,
            "visit",
            "fact",
            "Says it was him, with a football and then a brick. Sorry, and his father was there.",
            datetime.time(18, 15),
            attitude="positive",
            follow_up="Ask the champion whether a panel fits",
            follow_up_by=self.days(-3),
        )
        self.risk(reece, by, "low", "harm to neighbours", "First time; admits it.", 9)
        for person in (reece, doreen):
            self.give(
                person,
                by,
                "champion.staffordshire",
                ["log", "risk"],
                "Is a neighbourhood panel suitable?",
                days=28,
                ago=8,
            )

    def missing(self):
        """Story 7: a child in care who was missing twice this autumn; a third time fires."""
        by = "missing.norfolk"
        born = self.today.replace(day=1) - datetime.timedelta(days=14 * 365 + 60)
        person = self.person(
            by, "Mia", "Calderbrook", born, "female", ["missing", "vulnerable"], 205
        )
        self.detail(
            person,
            by,
            Role(kind="victim", source="Norfolk Children’s Services", starts_on=self.days(200)),
        )
        self.detail(
            person,
            by,
            Address(
                kind=self.address_kinds["placement"],
                text="The Larches, Staithe Road, Wroxham",
                postcode="NR12 9ZZ",
                is_confidential=True,
                starts_on=self.days(230),
            ),
        )
        self.detail(
            person,
            by,
            Phone(
                kind=self.phone_kinds["mobile"],
                number="01632 960 386",
                safe_to_contact="yes",
                note="Answers messages, seldom calls",
            ),
        )
        self.detail(
            person,
            by,
            Warning(
                kind=self.warning_kinds["do-not-disclose"],
                text="not the placement, to nobody who rings",
                starts_on=self.days(230),
            ),
        )
        self.involved(
            person,
            by,
            "social-worker",
            name="Leila Stanhaven",
            organisation="Norfolk Children’s Services",
            phone="01632 960 168",
        )
        self.involved(person, by, "key-worker", user=self.cast["care.norfolk"])
        why = "The plan for when she is missing is kept together"
        sections = ["log", "risk", "contact_details", "missing_plan"]
        self.give(person, by, "care.norfolk", sections, why, ago=195)
        self.opens(person, "care.norfolk", 194)
        plans.keep(self.past, person, self.cast["care.norfolk"], 188, 24, plans.MIA)
        self.risk(person, by, "medium", "exploitation", "Met by a car, by her own account.", 60)
        self.contact(
            person,
            "care.norfolk",
            58,
            "other",
            "fact",
            "Not back at 9pm, rang the police at 9.40pm. Back by herself at 2am, cold.",
            datetime.time(21, 40),
            attitude="mixed",
            anxieties="Her brother, whom she has not seen since June",
        )
        self.contact(
            person,
            "care.norfolk",
            17,
            "other",
            "fact",
            "The hospital rang: a taxi brought her in with a sprained wrist. She would not say "
            "from where.",
            datetime.time(3, 20),
        )
        self.contact(
            person,
            by,
            16,
            "visit",
            "fact",
            "Talked with her on return. Plan: ring the brother first, then Riverside car park.",
            datetime.time(16, 0),
            attitude="positive",
            follow_up="Independent return home interview",
            follow_up_by=self.days(13),
        )
        self.risk(person, by, "high", "exploitation", "Away for 19 hours, new phone.", 16)

    def elderly(self):
        """A man with dementia who sets off for the work he has retired from."""
        by = "missing.norfolk"
        born = datetime.date(1943, 4, 11)
        person = self.person(by, "Walter", "Brimblecott", born, "male", ["vulnerable"], 110)
        why = "Keeps the plan for when he is missing"
        self.give(person, by, "care.norfolk", ["missing_plan"], why, ago=104)
        self.opens(person, "care.norfolk", 103)
        plans.keep(self.past, person, self.cast["care.norfolk"], 96, -4, plans.WALTER)
