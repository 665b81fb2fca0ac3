"""Cases of the demo world: the complaint of the fourth story, and joint work of other teams."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from access.levels import Level
from access.services import restrict_record
from agencies.models import Team
from cases import services
from cases.models import (
    ActionKind,
    ActionResult,
    CaseKind,
    CaseOutcome,
    CaseStage,
    Participant,
    ParticipantRole,
    RagRating,
)
from home.demo import complaint
from home.demo.desk import Desk
from profiles.models import Profile


class Did(NamedTuple):
    """Something that was done so many days ago."""

    ago: int
    kind: str
    what: str
    words: str


class Story(NamedTuple):
    """A case that was opened so many days ago, to be reviewed in so many from today."""

    by: str
    kind: str
    title: str
    ago: int
    stage: str
    rag: str = ""
    review: int | None = None
    # Surname and role of somebody in it.
    person: tuple[str, str] | None = None
    tags: Sequence[str] = ()
    done: Sequence[Did] = ()


IOM, PC = "officer.staffordshire", "pc.staffordshire"
WAVENEY, ADUR = "asb.waveney", "vulnerability.adur"
RESOLUTION = "neighbourhood-resolution"
OTHERS = [
    Story(
        IOM,
        "iom",
        "Release plan, Stafford",
        60,
        "action",
        "red",
        9,
        ("Pellworth", "subject"),
        done=[
            Did(52, "meeting", "First release meeting, prison and police", "plan agreed"),
            Did(21, "enquiry", "Asked two housing associations for a room", "one will see him"),
            Did(4, "visit", "Seen in prison with the key worker", "worried where he will live"),
        ],
    ),
    Story(
        IOM,
        "iom",
        "Move to Norwich",
        88,
        "monitoring",
        "amber",
        20,
        ("Drayfield", "subject"),
        done=[Did(80, "visit", "Home visit before the move", "arrives on Monday")],
    ),
    Story(
        IOM,
        "iom",
        "Burglaries around Foregate",
        190,
        "review",
        "green",
        done=[Did(150, "patrol", "Evening patrols for two weeks", "no more reports")],
    ),
    Story(
        PC,
        RESOLUTION,
        "Parking and shouting, Mill Bank",
        75,
        "enquiries",
        "amber",
        -6,
        tags=["parking"],
        done=[
            Did(70, "visit", "Both households visited", "both want it to end"),
            Did(33, "meeting", "First meeting in the church hall", "agreed on two spaces each"),
        ],
    ),
    Story(
        PC,
        RESOLUTION,
        "Fence in Tipping Lane",
        160,
        "monitoring",
        "green",
        done=[Did(140, "letter", "Survey of the boundary sent to both", "accepted by both")],
    ),
    Story(
        "officer.norfolk",
        "iom",
        "Shop thefts, Magdalen Court",
        54,
        "action",
        "amber",
        14,
        tags=["retail"],
        done=[Did(47, "interview", "Two shopkeepers interviewed", "statements signed")],
    ),
    Story(
        "ppo2.norfolk",
        "iom",
        "Thefts at the Staithe",
        120,
        "review",
        "green",
        done=[Did(110, "enquiry", "Addresses checked with three landlords", "nothing found")],
    ),
    Story(
        "missing.norfolk",
        "vulnerable",
        "Often missing from care, Norwich",
        26,
        "action",
        "red",
        2,
        tags=["care"],
        done=[
            Did(25, "interview", "Return interview", "was with friends at the coast"),
            Did(11, "meeting", "Strategy meeting with the home", "curfew and a contact plan"),
        ],
    ),
    Story(
        WAVENEY,
        "asb",
        "Music and threats, Score Steps",
        70,
        "action",
        "amber",
        5,
        ("Tillotson", "perpetrator"),
        ["noise"],
        [
            Did(62, "letter", "Diary sheets sent to four neighbours", "three came back"),
            Did(30, "warning", "Community protection warning served", "took it calmly"),
        ],
    ),
    Story(
        WAVENEY,
        "asb",
        "Bonfires at Net Yard",
        130,
        "monitoring",
        "green",
        tags=["fire"],
        done=[Did(118, "visit", "Visit with the fire safety officer", "has stopped")],
    ),
    Story(WAVENEY, "other", "Cars racing at the harbour", 18, "assessment", review=21),
    Story(
        ADUR,
        "vulnerable",
        "A child and an older man, Worthing",
        40,
        "enquiries",
        "red",
        3,
        ("Marchwood", "victim"),
        done=[Did(34, "meeting", "Strategy meeting with the school", "two safe adults named")],
    ),
    Story(
        ADUR,
        "family",
        "A family in Heene Close",
        95,
        "action",
        "amber",
        11,
        tags=["school"],
        done=[
            Did(90, "assessment", "Early help assessment at home", "six needs agreed"),
            Did(44, "support", "Breakfast club for the two youngest", "they go every day"),
        ],
    ),
    Story(
        "asb.brighton",
        "asb",
        "Street drinking, Level Terrace",
        150,
        "review",
        "green",
        tags=["alcohol"],
        done=[Did(131, "patrol", "Patrols at closing time for a month", "three reports only")],
    ),
]
# How some of them ended: so many days ago, how, in words.
ENDED = {
    "Burglaries around Foregate": (66, "resolved", "No burglary for three months."),
    "Fence in Tipping Lane": (101, "resolved", "A new fence, paid for by both."),
    "Thefts at the Staithe": (58, "no-further-action", "Nothing to go on."),
    "Bonfires at Net Yard": (87, "complainant-withdrew", "She says it has stopped."),
    "Street drinking, Level Terrace": (92, "resolved", "The bench was moved and lit."),
}
RESTRICTED = "A child and an older man, Worthing"


def make(cast, past):
    """The cases. Returns how many people came with them."""
    world = Cases(cast, past)
    world.complaint()
    for story in OTHERS:
        world.other(story)
    return 1


class Cases(Desk):
    """Writes cases as their workers would."""

    def __init__(self, cast, past):
        super().__init__(cast, past)
        self.case_kinds = {kind.code: kind for kind in CaseKind.objects.all()}
        self.stages = {stage.code: stage for stage in CaseStage.objects.all()}
        self.rags = {rag.code: rag for rag in RagRating.objects.all()}
        self.ways = {one.code: one for one in CaseOutcome.objects.all()}
        self.roles = {role.code: role for role in ParticipantRole.objects.all()}
        self.action_kinds = {kind.code: kind for kind in ActionKind.objects.all()}
        self.results = {result.code: result for result in ActionResult.objects.all()}

    # ---- What their workers do --------------------------------------------------------------
    def case(self, story, **fields):
        """Opened by one of the team that owns it."""
        author, title, review = self.cast[story.by], story.title, story.review
        with self.past.act(title, story.ago):
            case = services.open_case(
                by=author,
                team=author.acting_team,
                title=title,
                kind=self.case_kinds[story.kind],
                stage=self.stages[story.stage],
                rag=self.rags[story.rag] if story.rag else None,
                opened_on=self.days(story.ago),
                review_on=None if review is None else self.days(-review),
                tags=list(story.tags),
                **fields,
            )
        self.past.latest[case] = self.past.latest.pop(title)
        return case

    def takes_part(self, case, by, role, profile=None, **fields):
        participant = Participant(profile=profile, role=self.roles[role], **fields)
        with self.past.act(case):
            services.add_participant(case=case, by=self.cast[by], participant=participant)

    def incident(self, case, by, ago, text, location, number=""):
        with self.past.act(case):
            services.add_incident(
                case=case,
                by=self.cast[by],
                happened_on=self.days(ago),
                text=text,
                location=location,
                number=number,
            )

    def action(self, case, by, ago, kind, text, result, words="", time=None, **fields):
        """Done so many days ago, and written down on that day."""
        with self.past.act(case, ago, time):
            services.add_action(
                case=case,
                by=self.cast[by],
                kind=self.action_kinds[kind],
                text=text,
                happened_on=self.days(ago),
                happened_at_time=time,
                result=self.results[result],
                result_words=words,
                **fields,
            )

    def plans(self, case, by, ago, kind, text, due, **fields):
        """Planned so many days ago for a day in so many; the day has passed if it is negative."""
        with self.past.act(case, ago):
            services.add_action(
                case=case,
                by=self.cast[by],
                kind=self.action_kinds[kind],
                text=text,
                planned_for=self.days(-due),
                **fields,
            )

    # ---- The cases --------------------------------------------------------------------------
    def complaint(self):
        """Story 4: five agencies have done forty things, and a neighbour says nothing was done."""
        by = "asb.brighton"
        maureen = Profile.objects.get(surname="Oakhurst")
        born = datetime.date(1994, 8, 19)
        tyler = self.person(by, "Tyler", "Wenlock", born, "male", ["perpetrator"], ago=144)
        case = self.case(
            Story(by, "asb", complaint.TITLE, 143, "action", "amber", 8, tags=complaint.TAGS),
            risk=self.risks["medium"],
            victim_contact_name="Ros Pemberly",
            victim_contact_organisation="Victim Support",
            victim_contact_phone="01632 960 249",
        )
        self.takes_part(case, by, "complainant", maureen, note="Lives at 14, alone")
        self.takes_part(case, by, "perpetrator", tyler, note="Lives at 12")
        self.incident(case, by, 145, "Music after midnight, threats on the stairs.", "Flat 14")
        why, people = "Landlord of the block; works on the complaint", ["actions", "people"]
        self.give(case, by, "housing.brighton", people, why, days=120)
        # A team of which nobody has signed in yet.
        why = "Supports the complainant"
        self.give(case, by, "Sussex Victim Support", ["actions"], why, Level.VIEW, days=120)
        for did in complaint.ACTIONS:
            self.writes(case, did)
            if did.ago == complaint.THREAT:
                self.incident(case, by, did.ago, "“I know your car”.", "Car park", "47/21774")
                self.takes_part(case, by, "witness", name="Edith Farrow", note="Lives at 15")
        self.give(case, by, "inspector.brighton", people, "Answers complaints", Level.VIEW)

    def writes(self, case, did):
        name, agency = complaint.DOERS[did.who] if did.who else ("", "")
        who = {"done_by_name": name, "done_by_agency": agency}
        if did.result:
            self.action(case, did.by, did.ago, did.kind, did.text, did.result, did.words, **who)
        else:
            self.plans(case, did.by, did.planned, did.kind, did.text, -did.ago, **who)

    def team(self, username):
        """The team of this user, or of this name."""
        if username in self.cast:
            return super().team(username)
        return Team.objects.get(name=username)

    def other(self, story):
        case = self.case(story)
        if story.person:
            surname, role = story.person
            self.takes_part(case, story.by, role, Profile.objects.get(surname=surname))
        for did in story.done:
            self.action(case, story.by, did.ago, did.kind, did.what, "done", did.words)
        if story.title in ENDED:
            self.ends(case, story.by, *ENDED[story.title])
        if story.title == RESTRICTED:
            with self.past.act(case):
                restrict_record(
                    obj=case,
                    by=self.cast[story.by],
                    reason="Threats by his family",
                    basis=self.basis["crime-and-disorder"],
                )

    def ends(self, case, by, ago, outcome, words):
        with self.past.act(case, ago):
            services.close_case(
                case=case, by=self.cast[by], outcome=self.ways[outcome], words=words
            )
