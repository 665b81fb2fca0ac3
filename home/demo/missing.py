"""Missing episodes of the demo world: two of Mia’s that are over, and two that go on."""

import datetime

from django.db.models import F

from access.services import give_access
from agencies.models import Area
from cases.models import Case, CaseOutcome
from cases.services import close_case
from core.querysets import unguarded
from home.demo.desk import Desk
from missing import services
from missing.models import (
    Clock,
    Interview,
    MissingReport,
    MissingRisk,
    Outcome,
    Plan,
    Reliability,
)
from profiles.models import Profile

UNIT = "missing.norfolk"
CARE, HOSPITAL = "care.norfolk", "hospital.norfolk"
OFFICER = "PC Ines Tolworth"
HOUR = datetime.timedelta(hours=1)


def make(cast, past):
    """Story 7 so far: a third time within 90 days is still to come."""
    world = Missing(cast, past)
    world.mia_at_the_coast()
    world.mia_in_hospital()
    world.from_the_ward()
    world.from_the_hostel()


class Missing(Desk):
    """Reports, grades and finds people as their workers would."""

    def __init__(self, cast, past):
        super().__init__(cast, past)
        self.norfolk = Area.objects.get(name="Norfolk", level=Area.Level.FORCE)
        self.mia = Profile.objects.get(surname="Calderbrook")
        self.plan = Plan.objects.get(profile=self.mia)

    # ---- What their workers do --------------------------------------------------------------
    def on(self, ago, hour, minute=0):
        """A moment so many days ago."""
        day = datetime.datetime.combine(self.days(ago), datetime.time(hour, minute))
        return day.replace(tzinfo=self.past.now.tzinfo)

    def reports(self, by, moment, said, *, profile=None, plan=None, **facts):
        """Somebody is reported missing at this moment, in the words of the reporter."""
        user = self.cast[by]
        report = MissingReport(
            reporter_name=user.get_full_name(), reporter_phone="01632 960 177", **said
        )
        with self.past.at(moment):
            episode = services.report_missing(
                by=user,
                team=user.acting_team,
                area=self.norfolk,
                report=report,
                profile=profile,
                plan=plan,
                **facts,
            ).episode
        with unguarded("The demo world’s cases were opened in the past."):
            day = moment.date()
            Case.objects.filter(pk=episode.case_id).update(opened_on=day)
            episode.case.history.all().update(opened_on=day)
        self.of_old(moment)
        episode.case.refresh_from_db()
        return episode

    def of_old(self, moment):
        """The clocks that were started just now ran from this moment."""
        act = self.past.acts[-1]
        just_now = Clock.objects.filter(started_at__range=(act.began, act.ended))
        with unguarded("The demo world’s clocks ran from days in the past."):
            since = act.began - moment
            just_now.update(started_at=F("started_at") - since, due_at=F("due_at") - since)

    def grades(self, episode, moment, level, why):
        with self.past.at(moment):
            services.assess_risk(
                episode=episode,
                by=self.cast[UNIT],
                risk=MissingRisk.objects.get(code=level),
                rationale=why,
            )
        self.of_old(moment)
        episode.refresh_from_db()

    def tells(self, episode, by, moment, text, supplier):
        with self.past.at(moment):
            services.add_information(
                episode=episode,
                by=self.cast[by],
                text=text,
                supplier=supplier,
                obtained_at=moment - HOUR / 6,
            )

    def sees(self, episode, by, moment, place, how, text):
        with self.past.at(moment):
            services.add_sighting(
                episode=episode,
                by=self.cast[by],
                seen_at=moment - HOUR / 4,
                place=place,
                reliability=Reliability.objects.get(code=how),
                text=text,
            )

    def finds(self, episode, moment, outcome, **fields):
        with self.past.at(moment):
            services.locate_person(
                episode=episode,
                by=self.cast[UNIT],
                located_at=moment - HOUR / 2,
                outcome=Outcome.objects.get(code=outcome),
                **fields,
            )
        self.of_old(moment)
        episode.refresh_from_db()

    def talks(self, episode, kind, moment, state, who, words, offered_by="Norfolk County Council"):
        interview = Interview.objects.get(episode=episode, kind=kind)
        with self.past.at(moment):
            if kind == Interview.Kind.RETURN:
                interview = services.offer_interview(
                    interview=interview,
                    by=self.cast[UNIT],
                    offered_at=moment - 3 * HOUR,
                    offered_by=offered_by,
                )
            services.record_interview(
                interview=interview,
                by=self.cast[UNIT],
                state=state,
                ended_at=moment - HOUR,
                ended_by=who,
                words=words,
            )

    def ends(self, episode, moment, words):
        with self.past.at(moment):
            close_case(
                case=episode.case,
                by=self.cast[UNIT],
                outcome=CaseOutcome.objects.get(code="resolved"),
                words=words,
            )

    def lets_in(self, episode, team, moment):
        """The hospital or the home is told, and adds to the episode."""
        with self.past.at(moment):
            give_access(
                obj=episode.case,
                by=self.cast[UNIT],
                team=self.team(team),
                level=2,
                sections=["actions"],
                purpose="Looks out for the missing person",
                basis=self.basis["vital-interests"],
                while_open=episode.case,
            )

    def as_planned(self, **facts):
        """What the plan says of Mia, and what is new."""
        said = {name: getattr(self.plan, name) for name in Plan.TAKEN_OVER}
        return {"name": self.mia.name, "born_on": self.mia.born_on} | said | facts

    # ---- The stories ------------------------------------------------------------------------
    def mia_at_the_coast(self):
        """Back by herself in the night; she talks with somebody independent."""
        episode = self.reports(
            CARE,
            self.on(58, 21, 40),
            {"relationship": "Key worker", "text": "Not back at 9pm. Her phone is off."},
            profile=self.mia,
            plan=self.plan,
            **self.as_planned(
                last_seen_at=self.on(58, 16, 30),
                last_seen_place="School gate, Wroxham",
                clothing="School uniform, white trainers",
            ),
        )
        why = "14, alone, cold night; a man in a car has collected her before."
        self.grades(episode, self.on(58, 22, 10), "medium", why)
        text = "A friend saw her at the station."
        self.tells(episode, CARE, self.on(58, 23, 5), text, "A friend")
        self.finds(
            episode,
            self.on(57, 2, 20),
            "returned",
            located_place="The Larches; she walked in by herself",
            company="Two older girls, at the coast",
        )
        words = "Says that nobody harmed her."
        self.talks(episode, "prevention", self.on(57, 11), "held", OFFICER, words)
        words = "Misses her brother; would like to see him on Saturdays."
        self.talks(episode, "return", self.on(55, 16), "held", "Rhys Ambleside, advocate", words)
        self.ends(episode, self.on(54, 9, 30), "Home, and both interviews held.")

    def mia_in_hospital(self):
        """A taxi brings her to the hospital, which rings; she declines to talk."""
        episode = self.reports(
            CARE,
            self.on(18, 16, 40),
            {"relationship": "Key worker", "text": "Not home from school; she never got there."},
            profile=self.mia,
            plan=self.plan,
            **self.as_planned(
                last_seen_at=self.on(18, 8, 20),
                last_seen_place="The bus stop outside the home",
                clothing="Black puffer jacket, jeans",
            ),
        )
        why = "Second time in six weeks; the same car was outside yesterday."
        self.grades(episode, self.on(18, 17, 5), "high", why)
        self.lets_in(episode, HOSPITAL, self.on(18, 17, 30))
        text = "Came in by taxi with a sprained wrist. Would not say from where."
        ward = "Norwich Hospital, A&E"
        self.sees(episode, HOSPITAL, self.on(17, 3, 30), ward, "confirmed", text)
        self.finds(
            episode,
            self.on(17, 4, 10),
            "found-harmed",
            located_place="Norwich Hospital",
            company="A taxi driver",
        )
        self.talks(episode, "prevention", self.on(17, 10), "held", OFFICER, "Says little.")
        words = "Does not want to talk."
        self.talks(episode, "return", self.on(15, 15), "declined", "Mia", words)
        self.ends(episode, self.on(14, 9), "Home; declined the return home interview.")
        with self.past.at(self.on(11, 10)):
            services.review_plan(plan=Plan.objects.get(pk=self.plan.pk), by=self.cast[CARE])

    def from_the_ward(self):
        """Reported by the hospital by name: there is no record of him."""
        now = self.past.now
        episode = self.reports(
            HOSPITAL,
            now - 3 * HOUR,
            {"relationship": "Ward sister", "text": "Bed empty at the round; coat still here."},
            name="Gordon Pasking",
            born_on=datetime.date(now.year - 79, 2, 11),
            lives_at="Ward 4, Norwich Hospital",
            description="Tall, stoops, white hair, glasses",
            clothing="Blue pyjamas, brown slippers",
            medication="Dementia; needs his heart tablets at 8",
            last_seen_at=now - 4 * HOUR,
            last_seen_place="Norwich Hospital, ward 4",
        )
        why = "Dementia, in pyjamas, misses his heart tablets. A cold night."
        self.grades(episode, now - 2.5 * HOUR, "high", why)
        self.lets_in(episode, CARE, now - 2.4 * HOUR)
        text = "An older man in slippers asked the way to the station."
        self.sees(episode, CARE, now - 1.5 * HOUR, "Bus stop, Colney Lane", "possible", text)

    def from_the_hostel(self):
        """A day and more; his unit graded the risk and waits for his phone."""
        now = self.past.now
        episode = self.reports(
            CARE,
            now - 26 * HOUR,
            {"relationship": "Support worker", "text": "Did not come back from work."},
            name="Reece Hallamby",
            born_on=datetime.date(now.year - 22, 6, 3),
            lives_at="Supported flat, Drayton Road, Norwich",
            description="Short, red hair, a scar on the chin",
            clothing="Orange work jacket",
            last_seen_at=now - 27 * HOUR,
            last_seen_place="Lowestoft station",
        )
        why = "Has gone off before and come back; has money and a charged phone."
        self.grades(episode, now - 25 * HOUR, "medium", why)
        self.grades(episode, now - 5 * HOUR, "medium", "Nothing new; his phone is still off.")
        with self.past.at(now - 4 * HOUR):
            services.add_hypothesis(
                episode=episode, by=self.cast[UNIT], text="He is with his father in Lowestoft."
            )
