"""Stories of offenders whom teams manage across borders and prison gates."""

import datetime

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

REVIEW = {
    "Before sentence": {
        "before": "Two assaults in the town centre on Fridays, both after drinking. "
        "Kept his appointments, most of them late.",
        "attitude": "Mixed",
        "response": "Stayed with the alcohol service for five weeks, until the key worker left.",
    },
    "Anxieties and risk": {
        "anxieties": "His mother’s health, and who looks after her.",
        "risk": "Serious harm to strangers when he has been drinking, and to his former partner "
        "when he hears of her.",
    },
}
PRISON_HISTORY = {
    "Rehabilitation": {
        "attitude": "Positive",
        "attitude-more": "Asks for courses himself.",
        "interventions": "Thinking skills completed. On the joinery course since September.",
    },
    "Behaviour": {
        "behaviour": "Enhanced. Works in the carpentry shop every day.",
        "adjudications-0-0": "19 September",
        "adjudications-0-1": "Fighting",
        "adjudications-0-2": "Charge proved",
        "adjudications-0-3": "7 days’ loss of privileges",
        "drug-tests-0-0": "2 October",
        "drug-tests-0-1": "Mandatory, at random",
        "drug-tests-0-2": "All",
        "drug-tests-0-3": "Negative",
    },
    "Anxieties": {
        "anxieties": "Where he will live: his mother’s landlord does not want him there."
    },
}
IN_DOVEGATE = {
    "Rehabilitation": {
        "attitude": "Mixed",
        "attitude-more": "Talks about stopping drinking, and has not asked for help yet.",
        "interventions": "Waiting for a place on Thinking Skills.",
    },
    "Behaviour": {
        "behaviour": "Standard. Two arguments on the wing in May, none since.",
        "adjudications-0-0": "14 May",
        "adjudications-0-1": "Threatening words",
        "adjudications-0-2": "Dismissed",
        "drug-tests-0-0": "30 June",
        "drug-tests-0-1": "Mandatory, at random",
        "drug-tests-0-2": "All",
        "drug-tests-0-3": "Negative",
    },
    "Anxieties": {"anxieties": "His mother cannot visit so far from Stafford."},
}
PRE_RELEASE = {
    "Release": {
        "lives-at": "Not settled. His mother’s tenancy is at risk if he moves in.",
    },
}


class AcrossBorders(Desk):
    """Stories 1 to 3."""

    def jordan(self):
        """Story 1: an offender whom two prisons and the IOM team manage together."""
        by, lead = "officer.staffordshire", "lead.staffordshire"
        born = datetime.date(1991, 3, 14)
        person = self.person(
            by, "Jordan", "Pellworth", born, "male", ["offender", "victim"], ago=320
        )
        self.detail(person, by, Identifier(kind="pnc", value="2009/0048211P"))
        self.detail(person, by, Identifier(kind="crn", value="X348120"))
        self.detail(person, by, OtherName(forenames="Jay", surname="Pell"))
        self.detail(person, by, OtherName(forenames="Jordan", surname="Haskayne"))
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
        self.edit(
            person,
            by,
            319,
            gender="Man",
            ethnicity=self.ethnicities["w1"],
            first_language="English",
            interpreter="no",
        )
        self.opens(person, lead, 315)
        self.risk(person, by, "medium", "serious harm", "Two assaults while drinking.", 300)
        self.jordans_circle(person, by)
        self.jordan_inside(person, by, lead)

    def jordans_circle(self, person, by):
        self.involved(
            person,
            by,
            "offender-manager",
            ago=296,
            name="Neil Bassenthwaite",
            organisation="Stafford Probation",
            phone="01632 960 131",
        )
        self.involved(
            person,
            by,
            "victim-contact",
            name="Hana Okafor-Lind",
            organisation="Victim Support",
            phone="01632 960 142",
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
            ago=272,
        )

    def jordan_inside(self, person, by, lead):
        dovegate = self.held(person, by, "HMP Dovegate", 238)
        self.detail(person, by, Identifier(kind="prison", value="A4821JP"))
        self.give(person, lead, "spoc.dovegate", ["log", "reports"], "Held there", ago=130)
        self.opens(person, "spoc.dovegate", 129, section="log")
        self.report(person, "spoc.dovegate", "prison-history", 121, IN_DOVEGATE)
        self.detail(
            person,
            by,
            Warning(
                kind=self.warning_kinds["risk-to-staff"],
                text="visit in pairs",
                starts_on=self.days(120),
            ),
            ago=120,
        )
        self.moves(person, by, dovegate, "HMP Stafford", 84, release=33)
        self.jordans_sentence(person, by)
        why = "Held in custody; release is planned together"
        self.give(person, lead, "spoc.stafford", ["log", "reports"], why, days=60, ago=83)
        self.give(
            person, lead, "spoc.dovegate", ["reports"], "Held him before", Level.VIEW, days=4
        )
        self.opens(person, "spoc.stafford", 82)
        self.opens(person, "spoc.stafford", section="log")
        self.involved(person, by, "prison-contact", ago=80, user=self.cast["spoc.stafford"])
        self.report(person, by, "review", 78, REVIEW)
        self.opens(person, "spoc.dovegate", 74)
        alcohol = self.need(
            person,
            "spoc.stafford",
            70,
            "drugs-and-alcohol",
            "Support with drinking after release",
            by,
            kind="need",
        )
        self.picks_up(person, by, 62, alcohol)
        words = "The alcohol service has a new key worker and will see him inside."
        self.steps(person, by, 48, alcohol, "in-progress", words)
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
        self.opens(person, "spoc.stafford", section="log")
        # On whatever day of the week: the next one is two days overdue.
        written_at = datetime.time(11, 10)
        self.report(person, "spoc.stafford", "prison-history", 37, PRISON_HISTORY, time=written_at)
        self.jordans_courses(person, "spoc.stafford")
        self.jordan_before_release(person, by, lead, alcohol)

    def jordan_before_release(self, person, by, lead, alcohol):
        home = self.need(
            person,
            "spoc.stafford",
            36,
            "accommodation",
            "Where he will live: his mother’s landlord does not want him there",
            by,
        )
        self.picks_up(person, by, 33, home)
        words = "The council has no room before the new year. Asked two housing associations."
        self.steps(person, by, 27, home, "support-required", words)
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
        words = "One association will see him by video link."
        self.steps(person, by, 20, home, "in-progress", words)
        self.risk(
            person, by, "high", "serious harm", "Threats to a former partner in May.", 20, review=8
        )
        self.opens(person, lead, 18, section="risk")
        words = "First appointment on the day after release, with the new key worker."
        self.resolves(person, by, 12, alcohol, "done", words)
        self.report(person, "spoc.stafford", "pre-release", 3, PRE_RELEASE, submitted=False)
        self.contact(
            person,
            "spoc.stafford",
            2,
            "wing",
            "fact",
            "Told night staff he “can’t see past the gate”. Hourly checks.",
            datetime.time(22, 40),
            attitude="negative",
            anxieties="Where he will live on release",
        )
        self.detail(
            person,
            "spoc.stafford",
            Warning(
                kind=self.warning_kinds["self-harm"],
                text="ACCT open",
                source="HMP Stafford",
                starts_on=self.days(2),
            ),
        )
        worry = "His mother, if she loses the tenancy because of him"
        self.need(person, "spoc.stafford", 1, "families", worry, by)

    def jordans_sentence(self, person, by):
        self.cohort(person, by, "fixed", 310, "Burglary and robbery, and at risk of more")
        self.key_date(person, by, "sentenced", 238, "Stafford Crown Court, 18 months")
        self.key_date(person, by, "hdc-eligible", -12)
        self.key_date(person, by, "sentence-ends", -310)

    def jordans_courses(self, person, by):
        self.programme(
            person, by, "thinking", "Thinking Skills Programme", "HMP Stafford", 80, 70, 41
        )
        self.programme(person, by, "employment", "Joinery, level 2", "Stafford College", 60, 45)
        self.programme(person, by, "families", "Family days", "HMP Stafford", 36)

    def callum(self):
        """Story 2: a prolific offender who has moved to Norwich; Norfolk has no access yet."""
        by = "officer.staffordshire"
        born = datetime.date(1988, 11, 2)
        person = self.person(by, "Callum", "Drayfield", born, "male", ["offender"], ago=190)
        self.detail(person, by, Identifier(kind="pnc", value="2006/0021934G"))
        self.detail(person, by, Identifier(kind="cro", value="021934/06E"))
        self.detail(person, by, StatutoryStatus(kind=self.statuses["none"]))
        self.opens(person, "lead.staffordshire", 176)
        self.cohort(person, by, "flex", 150, "Nine burglaries, none since May")
        self.risk(
            person, by, "high", "reoffending", "Nine burglaries in two years.", 60, review=-4
        )
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
        self.detail(
            person,
            by,
            Address(
                kind=self.address_kinds["family"],
                text="3 Weir Cottages, Norwich",
                starts_on=self.days(9),
            ),
        )

    def shane(self):
        """Story 3: Waveney has named one Norfolk officer; his colleague meets a stub."""
        by = "asb.waveney"
        born = datetime.date(1999, 6, 21)
        person = self.person(by, "Shane", "Tillotson", born, "male", ["perpetrator"], ago=130)
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
        self.give(
            person,
            by,
            "ppo1.norfolk",
            ["log", "risk"],
            "Seen in Great Yarmouth; PPO staff work with his associates",
            Level.VIEW,
            30,
            True,
            ago=26,
        )
        self.opens(person, "ppo1.norfolk", 25)
        self.opens(person, "ppo1.norfolk", section="log")
        self.contact(
            person,
            by,
            8,
            "phone",
            "reported",
            "Loud music again until 3am on Saturday.",
            told_by="a neighbour",
        )

    def moved(self):
        """A prison to the next: the one that had access is left, the new one has none yet."""
        by, lead = "officer.staffordshire", "lead.staffordshire"
        born = datetime.date(1984, 9, 27)
        person = self.person(by, "Dean", "Ashlow", born, "male", ["offender"], ago=150)
        stafford = self.held(person, by, "HMP Stafford", 150)
        self.give(
            person, lead, "spoc.stafford", ["log", "reports"], "Held there", days=90, ago=146
        )
        self.opens(person, "spoc.stafford", 145)
        self.moves(person, by, stafford, "HMP Dovegate", 1, release=70)
