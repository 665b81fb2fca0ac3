"""Restorative justice of the demo world: the register of Staffordshire, and three referrals."""

import datetime
from typing import NamedTuple

from django.utils import timezone

from agencies.models import Area, Team, User
from referrals import services
from referrals.models import (
    ConsentMethod,
    Intervention,
    PanelOutcome,
    Party,
    PartyRole,
    RjLevel,
    RjMethod,
    RjOffence,
    Term,
)

PC, CHAMPION, COORDINATOR = "pc.staffordshire", "champion.staffordshire", "nrp.staffordshire"
OFFICER, NORFOLK = "officer.staffordshire", "officer.norfolk"
ADVICE = "Ring the RJ champion before offering it again."


class Person(NamedTuple):
    """Somebody who takes part."""

    forenames: str
    surname: str
    born: str = ""
    address: str = ""
    phone: str = ""
    known_as: str = ""


LIAM = Person(
    "Liam",
    "Corrigan",
    "2009-02-03",
    "8 Tipping Lane, Stafford, ST16 9ZX",
    "01632 960133",
    "Liam Corrigan-Vale",
)
CAFE = Person("", "Riverway Cafe", "", "Riverway, Stafford")
COUNCIL = Person("", "Stafford Borough Council", "", "Civic Centre, Stafford")
# By whom, days ago, level, offence, number, place, what happened, responsible, harmed, what came
# of it, and in which words.
REGISTER = [
    (
        *(PC, 259, "street", "criminal-damage", "CR/10482/26", "Corporation Street, Stafford"),
        "Kicked a pane out of the bus shelter.",
        *(LIAM, COUNCIL, "broken", "Apology made; the pane was not paid for by 11 April."),
    ),
    (
        *(PC, 780, "conference", "shop-theft", "CR/55120/24", "Greengate Street, Stafford"),
        "Took headphones worth £22. Met the shopkeeper with his grandmother.",
        *(LIAM, Person("Harold", "Venn"), "kept", "Paid and helped in the shop for two mornings."),
    ),
    (
        *(PC, 120, "street", "neighbours", "INC/2026/2214", "Weaver Street, Stafford"),
        "Shouted at next door over a hedge. Both want quiet.",
        Person("Doreen", "Ashplant", "1956-07-19", "21 Weaver Street, Stafford"),
        Person("Gerald", "Moxton", "1949-01-30", "23 Weaver Street, Stafford"),
        *("kept", "The hedge was cut together."),
    ),
    (
        *(OFFICER, 64, "street", "asb", "INC/2026/3071", "Castle Bank, Stafford"),
        "Rode a moped over the green.",
        Person("Kieran", "Dallowby", "2006-11-02", "4 Castle Bank, Stafford", "01632 960141"),
        Person("Mei", "Partridge"),
        *("kept", "Repaired the turf with the warden."),
    ),
    (
        *(PC, 41, "street", "theft", "CR/20971/26", "Riverway, Stafford"),
        "Took a bicycle bell and gave it back.",
        Person("Shaun", "MacKillop", "2010-05-14", "77 Quayside, Stafford", "", "Shaunie"),
        *(CAFE, "kept", "Letter of apology handed over."),
    ),
    (
        *(PC, 33, "street", "public-order", "INC/2026/3810", "Railway Station, Stafford"),
        "Swore at a guard, who wanted an apology.",
        Person("Ewa", "Łaskowska", "1999-12-08", "Flat 2, 15 Foregate, Stafford"),
        Person("Colin", "Strudwick"),
        *("kept", "Apologised on the platform."),
    ),
    (
        *(OFFICER, 19, "street", "criminal-damage", "CR/22870/26", "Mill Bank, Stafford"),
        "Drew on a garage door.",
        Person("Tobias", "Renfrew-Lacey", "2008-03-27", "3 Mill Bank, Stafford"),
        Person("Winifred", "Oakes", "1941-09-09", "9 Mill Bank, Stafford"),
        *("active", ""),
    ),
    (
        *(PC, 410, "street", "asb", "INC/2025/0988", "Victoria Park, Stafford"),
        "Threw stones at the bandstand.",
        Person("Jaydon", "Fairclough", "2011-01-17", "12 Tipping Lane, Stafford"),
        *(COUNCIL, "none", "Words of advice, and an apology to the warden."),
    ),
    (
        *(PC, 300, "sanction", "assault", "CR/61203/25", "Market Hall, Stafford"),
        "Pushed a trader. Letter written beside a caution.",
        Person("Darren", "Quillby", "1988-06-06", "40 Foregate, Stafford", "01632 960147"),
        Person("Adaeze", "Nwosu"),
        *("kept", "Letter accepted."),
    ),
    (
        *(PC, 95, "conference", "criminal-damage", "CR/17442/26", "Doxey Road, Stafford"),
        "Broke a greenhouse with a football, and ran.",
        Person("Marlon", "Etheridge", "2009-10-21", "6 Doxey Road, Stafford"),
        Person("Joyce", "Hampton"),
        *("withdrawn", "She did not want to go on."),
    ),
    (
        *(OFFICER, 510, "street", "shop-theft", "CR/33019/25", "Gaol Square, Stafford"),
        "Took sweets for a dare.",
        Person("Niamh", "Corrigan", "2009-02-03", "8 Tipping Lane, Stafford, ST16 9ZX"),
        *(CAFE, "kept", "Swept the yard for an hour."),
    ),
    (
        *(NORFOLK, 77, "street", "criminal-damage", "36/8123/26", "Wensum Row, Norwich"),
        "Let down the tyres of a van.",
        Person("Callum", "Wroxley", "2007-04-04", "2 Wensum Row, Norwich"),
        Person("Basil", "Thorne"),
        *("kept", "Pumped them up again and washed the van."),
    ),
]
DRAFT = (
    "neighbours",
    "INC/2026/4402",
    "Lichfield Road, Stafford",
    "Two households in dispute over parking. A wing mirror was broken.",
    Person("Lena", "Threlfall", "1984-08-11", "31 Lichfield Road, Stafford", "01632 960155"),
    Person("Imtiaz", "Barlow", "1990-02-25", "33 Lichfield Road, Stafford", "01632 960156"),
)
SENT = (
    "criminal-damage",
    "CR/29914/26",
    "Allotments, Stafford",
    "Pulled up a row of leeks and broke a shed window.",
    Person("Connor", "Brindley", "2004-12-30", "18 Sandon Road, Stafford", "01632 960158"),
    Person("Stanislav", "Petrik", "1952-03-03", "5 Sandon Road, Stafford", "01632 960159"),
)
KEPT_TO = (
    "asb",
    "INC/2026/3555",
    "Sandyford Street, Stafford",
    "Music through the night, six times in a month.",
    Person("Bethany", "Marlowe", "1997-05-29", "Flat 4, Sandyford Street, Stafford"),
    Person("Ruth", "Delaney", "1971-10-13", "Flat 2, Sandyford Street, Stafford"),
)
ANSWERS = {
    "harm": "Sleepless nights and the cost of the repair.",
    "wishes": "An apology, and that it does not happen again.",
    "attitude": "Sorry, and wants to make it good.",
    "hate_crime": "no",
    "domestic_abuse": "no",
    "sexual_offence": "no",
    "safety": "Nothing known.",
    "contact": "Both are at home after five.",
}


def make(past):
    """The arrangements, the register and the referrals; returns how many entries there are."""
    cast = {user.username: user for user in User.objects.all()}
    with past.act("rj", 900):
        _arrange(cast)
    for number, row in enumerate(sorted(REGISTER, key=lambda row: -row[1])):
        _record(past, cast, number, *row)
    _draft(past, cast)
    _sent(past, cast)
    _agreed(past, cast)
    return len(REGISTER)


def _arrange(cast):
    services.arrange(
        area=Area.objects.get(name="Staffordshire"),
        by=cast["admin.staffordshire"],
        champions=Team.objects.get(name="Staffordshire RJ Champions"),
        coordinators=Team.objects.get(name="Staffordshire NRP"),
        champion_is_required=True,
        answer_within=5,
        advice=ADVICE,
    )


def _day(ago):
    return timezone.localdate() - datetime.timedelta(days=ago)


def _party(person, code, consented_on):
    return Party(
        role=PartyRole.objects.get(code=code),
        forenames=person.forenames,
        surname=person.surname,
        born_on=datetime.date.fromisoformat(person.born) if person.born else None,
        address=person.address,
        phone=person.phone,
        also_known_as=person.known_as,
        consented_on=consented_on,
        consent_method=ConsentMethod.objects.get(code="in-person"),
    )


def _record(
    past, cast, number, by, ago, level, offence, crime, place, words, who, whom, end, outcome
):
    by, day = cast[by], _day(ago)
    ended = _day(max(0, ago - 28)) if end in Intervention.OVER else None
    due = timezone.localdate() + datetime.timedelta(days=6)
    with past.act(f"rj {number}", ago):
        services.record_intervention(
            by=by,
            team=by.acting_team,
            parties=[_party(who, "responsible", day), _party(whom, "harmed", day)],
            level=RjLevel.objects.get(code=level),
            offence=RjOffence.objects.get(code=offence),
            number=crime,
            happened_on=day,
            place=place,
            summary=words,
            method=RjMethod.objects.get(code="face-to-face"),
            admission=Intervention.Admission.ADMITTED,
            facilitator="" if level == "street" else cast[CHAMPION].name,
            champion_name="" if level == "street" else cast[CHAMPION].name,
            champion_on=None if level == "street" else day,
            champion_advice="" if level == "street" else "Suitable. Take your time with both.",
            is_community_resolution=level == "street",
            agreement=end,
            agreed_on=None if end == "none" else day,
            ended_on=ended,
            outcome=outcome,
            terms=[Term(text="Clean the door", due_on=due)] if end == "active" else (),
        )


def _start(past, cast, about, ago, facts):
    offence, crime, place, words, who, whom = facts
    by, day = cast[PC], _day(ago + 2)
    with past.act(about, ago):
        return services.start_referral(
            by=by,
            team=by.acting_team,
            parties=[_party(who, "responsible", day), _party(whom, "harmed", day)],
            level=RjLevel.objects.get(code="panel"),
            offence=RjOffence.objects.get(code=offence),
            number=crime,
            happened_on=day,
            place=place,
            summary=words,
            admission=Intervention.Admission.ADMITTED,
            officer_phone="01632 960117",
        )


def _ask(past, cast, about, referral, ago):
    with past.act(about, ago):
        return services.consult_champion(
            referral=referral,
            by=cast[PC],
            champion=cast[CHAMPION],
            question="Both sides are willing. Would you take it to a panel?",
        )


def _advise(past, cast, about, consultation, ago):
    with past.act(about, ago):
        services.advise(
            consultation=consultation,
            by=cast[CHAMPION],
            is_suitable=True,
            advice="See each of them alone first.",
        )
    consultation.referral.refresh_from_db()


def _fill_in(past, cast, about, referral):
    with past.act(about):
        for part in referral.form.parts.with_words():
            codes = {question.code for question in part.section.questions.all()}
            given = {code: text for code, text in ANSWERS.items() if code in codes}
            services.write_referral_section(part=part, by=cast[PC], **given)


def _draft(past, cast):
    """Begun yesterday; the champion has been asked."""
    referral = _start(past, cast, "rj draft", 1, DRAFT)
    _ask(past, cast, "rj draft", referral, 1)


def _submitted(past, cast, about, ago, facts):
    referral = _start(past, cast, about, ago, facts)
    consultation = _ask(past, cast, about, referral, ago)
    _advise(past, cast, about, consultation, ago - 1)
    _fill_in(past, cast, about, referral)
    with past.act(about, ago - 2):
        return services.submit_referral(referral=referral, by=cast[PC])


def _sent(past, cast):
    """Waits for the coordinator's answer, longer than it should."""
    _submitted(past, cast, "rj sent", 9, SENT)


def _agreed(past, cast):
    """Accepted, met, and two things agreed: one is done."""
    about, by = "rj agreed", cast[COORDINATOR]
    referral = _submitted(past, cast, about, 40, KEPT_TO)
    with past.act(about, 36):
        referral = services.accept_referral(referral=referral, by=by)
    # No panel is held before the day on which the referral was accepted.
    past.settle()
    with past.act(about, 30):
        panel = services.plan_panel(
            referral=referral,
            by=by,
            held_on=_day(20),
            held_at_time=datetime.time(18, 30),
            venue="Library, Stafford",
            facilitator=by.name,
            co_facilitator="Ted Harbour, volunteer",
        )
    with past.act(about, 19):
        services.record_panel(
            panel=panel,
            by=by,
            outcome=PanelOutcome.objects.get(code="agreement"),
            came=list(referral.intervention.parties.all()),
            words="Both were heard. She had not known that her neighbour works nights.",
        )
    with past.act(about):
        terms = [
            Term(text="No music after ten", due_on=timezone.localdate()),
            Term(text="A letter of apology", due_on=_day(-4)),
        ]
        referral.refresh_from_db()
        services.record_agreement(referral=referral, by=by, agreed_on=_day(20), terms=terms)
    with past.act(about, 1):
        services.settle_term(
            term=terms[0],
            by=by,
            state="done",
            settled_on=_day(1),
            evidence="Three quiet weeks; her neighbour says so too.",
            victim_told_on=_day(1),
        )
