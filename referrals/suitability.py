"""What a referral still needs before it is submitted, and what needs an RJ champion's advice."""

from typing import Any, NamedTuple

from core.dates import age
from core.wording import lowered
from records import answers
from referrals.arranged import arrangement_of, coordinators_of
from referrals.models import Intervention, Party, PartyRole, Referral

Side = PartyRole.Side
# What a problem is about, by the part of the referral.
FACTS, PEOPLE, SECTION, ADVICE, AREA = "facts", "people", "section", "advice", "area"
# Questions of the section of special checks, by their code, and what they are about.
CHECKS = {
    "hate_crime": "hate crime",
    "domestic_abuse": "domestic abuse",
    "sexual_offence": "a sexual offence",
}
# The age of criminal responsibility (Children and Young Persons Act 1933 s.50), and of an adult.
RESPONSIBLE_FROM, ADULT_FROM = 10, 18


def special_checks(referral: Referral) -> list[str]:
    """Why an RJ champion must advise, whatever the local rule: in the words of the page."""
    entry, found = referral.intervention, []
    if entry.offence.needs_champion:
        found.append(entry.offence.name.lower())
    given = {
        name: text for part in referral.form.parts.all() for name, text in part.checked.items()
    }
    found += [words for code, words in CHECKS.items() if given.get(code) == "yes"]
    born = [party for party in _responsible(entry) if party.born_on]
    if any(_age(party, entry) < ADULT_FROM for party in born):
        found.append("a child who is responsible")
    return list(dict.fromkeys(found))


class Problem(NamedTuple):
    """What is missing, and where it is given: of a person or of a section, which."""

    words: str
    about: str
    of: Any = None

    def __str__(self) -> str:
        return self.words


def problems_of(referral: Referral) -> list[Problem]:
    """Everything that stands in the way of submitting it; nobody is named in it."""
    entry = referral.intervention
    found = []
    if entry.admission != Intervention.Admission.ADMITTED:
        found.append(Problem("Record that the person responsible admits responsibility", FACTS))
    found += _about_people(entry)
    found += [
        Problem(f"Answer “{question.label}” in {part.section.title}", SECTION, part)
        for part, question in answers.missing(referral.form.parts.with_words())
    ]
    found += [Problem(words, ADVICE) for words in _about_advice(referral)]
    if coordinators_of(entry.area) is None:
        words = f"{entry.area} has named no team of an NRP coordinator. Ask your manager."
        found.append(Problem(words, AREA))
    return found


def _about_people(entry: Intervention) -> list[Problem]:
    parties = list(entry.parties.select_related("role"))
    sides = {party.role.side for party in parties}
    found = []
    if Side.RESPONSIBLE not in sides:
        found.append(Problem("Add the person responsible", PEOPLE))
    if Side.HARMED not in sides:
        found.append(Problem("Add the person harmed", PEOPLE))
    for party in parties:
        if party.role.side != Side.BESIDE and not party.consents:
            words = f"Record that the {lowered(str(party.role))} agrees to take part"
            found.append(Problem(words, PEOPLE, party))
    for party in _responsible(entry):
        if is_too_young(party, entry):
            words = (
                f"The person responsible was under {RESPONSIBLE_FROM} and cannot be held "
                "responsible. Ask children’s services instead"
            )
            found.append(Problem(words, PEOPLE, party))
    return found


def _about_advice(referral: Referral) -> list[str]:
    given = referral.consultations.given().first()
    if referral.consultations.waiting().exists():
        return ["Wait for the RJ champion’s advice, or ask another RJ champion"]
    if given is not None and not given.is_suitable:
        return [
            "The RJ champion advised that this is not suitable. Discuss it again, or withdraw it"
        ]
    if given is None and (checks := special_checks(referral)):
        return [f"Ask an RJ champion first: this is about {' and '.join(checks)}"]
    if given is None and arrangement_of(referral.intervention.area).champion_is_required:
        return ["Ask an RJ champion first: your area requires it"]
    return []


def is_too_young(party: Party, entry: Intervention) -> bool:
    """Was somebody who is named as responsible too young to be so on the day of the incident?"""
    is_responsible = party.role.side == Side.RESPONSIBLE
    return bool(is_responsible and party.born_on) and _age(party, entry) < RESPONSIBLE_FROM


def _responsible(entry: Intervention) -> list[Party]:
    return [
        party
        for party in entry.parties.select_related("role")
        if party.role.side == Side.RESPONSIBLE
    ]


def _age(party: Party, entry: Intervention) -> int:
    """On the day of the incident."""
    return age(party.born_on, entry.happened_on)
