"""Makes interventions and referrals for tests, through the services."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from access.tests.factories import allow_sharing
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from referrals import services
from referrals.entries import force_of
from referrals.models import (
    Arrangement,
    ConsentMethod,
    Consultation,
    Intervention,
    Panel,
    PanelOutcome,
    Party,
    PartyRole,
    Referral,
    RjLevel,
    RjOffence,
    Satisfaction,
    Term,
)


def days(number):
    """So many days from today."""
    return timezone.localdate() + datetime.timedelta(days=number)


def role(code):
    return PartyRole.objects.get(code=code)


def party(code="responsible", *, consented=True, **said):
    """Somebody who takes part, not saved; they have agreed to, unless told otherwise."""
    given = {"responsible": ("Liam", "Corrigan"), "harmed": ("Niamh", "Tapley")}
    forenames, surname = given.get(code, ("Ada", "Supporter"))
    said = {"forenames": forenames, "surname": surname, **said}
    if consented:
        said |= {
            "consented_on": said.get("consented_on", days(-1)),
            "consent_method": ConsentMethod.objects.get(code="in-person"),
        }
    return Party(role=role(code), **said)


BORN = datetime.date(2009, 2, 3)


def liam(**said):
    """Liam Corrigan, of whom everything is known."""
    return party(
        **{
            "born_on": BORN,
            "also_known_as": "Liam Vale",
            "address": "12 Corporation Street, Stafford, ST16 3AA",
            "phone": "01632 960 155",
            **said,
        }
    )


def facts(**said):
    """What is said of an intervention that the person responsible admits."""
    return {
        "level": RjLevel.objects.get(code="street"),
        "offence": RjOffence.objects.get(code="criminal-damage"),
        "happened_on": days(-3),
        "place": "Bus shelter, Corporation Street, Stafford",
        "summary": "Kicked a pane out of the shelter.",
        "admission": Intervention.Admission.ADMITTED,
        **said,
    }


class InterventionFactory(DjangoModelFactory):
    """InterventionFactory(by=officer): in the register of the officer's area."""

    class Meta:
        model = Intervention

    @classmethod
    def _create(cls, model_class, *args, by, parties=None, **said):
        parties = [party(), party("harmed")] if parties is None else parties
        return services.record_intervention(
            by=by, team=by.acting_team, parties=parties, **facts(**said)
        )


class ArrangementFactory(DjangoModelFactory):
    """ArrangementFactory(area=area): with a team of champions and one of coordinators."""

    class Meta:
        model = Arrangement
        django_get_or_create = ("area",)

    champions = factory.LazyAttribute(lambda it: TeamFactory(areas=[it.area]))
    coordinators = factory.LazyAttribute(lambda it: TeamFactory(areas=[it.area]))


ANSWERS = {
    "harm": "A pane of glass, £120",
    "wishes": "An apology and the repair",
    "attitude": "He is sorry",
    "hate_crime": "no",
    "domestic_abuse": "no",
    "sexual_offence": "no",
    "safety": "Nothing",
}


def fill_in(referral, by, **answers):
    """Answer the needed questions of its form."""
    for part in referral.form.parts.with_words():
        codes = {question.code for question in part.section.questions.all()}
        given = {code: text for code, text in {**ANSWERS, **answers}.items() if code in codes}
        services.write_referral_section(part=part, by=by, **given)


class ReferralFactory(DjangoModelFactory):
    """ReferralFactory(by=officer): a draft that lacks nothing; in a later `state` if one is named.

    Its coordinator and its champion are `coordinator_of(referral)` and `champion_of(referral)`.
    """

    class Meta:
        model = Referral

    @classmethod
    def _create(cls, model_class, *args, by, state="draft", parties=None, answers=None, **said):
        parties = [party(), party("harmed")] if parties is None else parties
        arrangement = ArrangementFactory(area=force_of(by.acting_team))
        for team in (arrangement.champions, arrangement.coordinators):
            allow_sharing(by.acting_team, team)
        said.setdefault("level", RjLevel.objects.get(code="panel"))
        referral = services.start_referral(
            by=by, team=by.acting_team, parties=parties, **facts(**said)
        )
        fill_in(referral, by, **(answers or {}))
        return move(referral, state)


STATES = ["draft", "submitted", "preparation", "panel", "agreement", "completed", "closed"]


def move(referral, state):
    """Move a draft along the usual way, as far as this state."""
    by = referral.author
    for step in STATES[1 : STATES.index(state) + 1]:
        referral = MOVES[step](referral, by)
    return referral


def _submit(referral, by):
    return services.submit_referral(referral=referral, by=by)


def _accept(referral, by):
    return services.accept_referral(referral=referral, by=coordinator_of(referral))


def _hold(referral, by):
    coordinator = coordinator_of(referral)
    panel = PanelFactory(referral=referral)
    services.record_panel(
        panel=panel,
        by=coordinator,
        outcome=PanelOutcome.objects.get(code="agreement"),
        came=list(referral.intervention.parties.all()),
    )
    return Referral.objects.get(pk=referral.pk)


def _agree(referral, by):
    TermFactory(referral=referral)
    return Referral.objects.get(pk=referral.pk)


def _complete(referral, by):
    coordinator = coordinator_of(referral)
    for term in referral.intervention.terms.to_do():
        services.settle_term(term=term, by=coordinator, state="done", settled_on=days(0))
    content = Satisfaction.objects.get(code="very")
    return services.complete_agreement(
        referral=referral,
        by=coordinator,
        satisfaction=dict.fromkeys(referral.intervention.parties.all(), content),
    )


def _close(referral, by):
    return services.close_referral(
        referral=referral, by=coordinator_of(referral), closes_case=True
    )


MOVES = {
    "submitted": _submit,
    "preparation": _accept,
    "panel": _hold,
    "agreement": _agree,
    "completed": _complete,
    "closed": _close,
}


class PanelFactory(DjangoModelFactory):
    """Planned for today."""

    class Meta:
        model = Panel

    @classmethod
    def _create(cls, model_class, *args, referral, **said):
        said = {
            "held_on": days(0),
            "venue": "Library, Stafford",
            "facilitator": "Wendy Parlour",
            **said,
        }
        return services.plan_panel(referral=referral, by=coordinator_of(referral), **said)


class TermFactory(DjangoModelFactory):
    """The only term of a new agreement, due in a week."""

    class Meta:
        model = Term

    @classmethod
    def _create(cls, model_class, *args, referral, **said):
        term = Term(**{"text": "Pay for the pane", "due_on": days(7), **said})
        services.record_agreement(
            referral=referral, by=coordinator_of(referral), agreed_on=days(0), terms=[term]
        )
        return term


class ConsultationFactory(DjangoModelFactory):
    """Asked, and not answered."""

    class Meta:
        model = Consultation

    @classmethod
    def _create(cls, model_class, *args, referral, **said):
        return services.consult_champion(
            referral=referral,
            by=referral.author,
            champion=champion_of(referral),
            question=said.get("question", "Is he too young?"),
        )


def champion_of(referral):
    """An RJ champion of its area."""
    return _someone_of(Arrangement.objects.of(referral.intervention.area).champions)


def coordinator_of(referral):
    """A manager of the coordinator's team of its area."""
    return _someone_of(Arrangement.objects.of(referral.intervention.area).coordinators)


def _someone_of(team):
    found = team.people().order_by("pk").first()
    return found or member(team, Membership.Role.MANAGER)
