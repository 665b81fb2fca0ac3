"""Starts and writes referrals; asks RJ champions, who advise."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from agencies.models import Membership, Team, User
from audit.models import Event
from audit.services import record
from core import policy
from core.stale import Opened
from records.answers import write_answers
from records.models import FormKind
from records.services import next_reference
from referrals.arranged import champions_of
from referrals.entries import begin_intervention, save_intervention, write_party
from referrals.models import (
    Consultation,
    Intervention,
    Party,
    Referral,
    ReferralForm,
    ReferralFormPart,
)
from referrals.services.steps import What, write_step
from referrals.states import State, locked_entry, require_state, save
from referrals.tasks_sent import ask_champion, end_question, end_tasks
from referrals.verbs import Verb


@transaction.atomic
def start_referral(
    *, by: User, team: Team, parties: Sequence[Party] = (), **fields: Any
) -> Referral:
    """Start a referral: a draft that the author's team writes together. Raises ValidationError."""
    team = policy.lock(by, "referral.draft", team)
    entry = begin_intervention(by, team, **fields)
    save_intervention(entry, by)
    for party in parties:
        write_party(party, entry, by)
    referral = Referral(
        reference=next_reference(kind=Referral.LETTER, agency=team.agency),
        intervention=entry,
        author=by,
        author_name=by.name,
        author_team=team,
    )
    write_step(
        referral,
        by,
        What.STARTED,
        Verb.STARTED,
        state=State.DRAFT,
        operation=Event.COLLECTION,
    )
    _begin_form(referral, by)
    return referral


def _begin_form(referral: Referral, by: User) -> None:
    """The form of the area, if it has one of its own; otherwise the shipped one."""
    offered = FormKind.objects.offered_to(referral.author_team_id, FormKind.Use.REFERRAL)
    kind = offered.order_by("area__pk", "pk").exclude(area=None).first() or offered.first()
    if kind is None:
        raise ValidationError("There is no referral form for your area. Ask your administrator.")
    form = ReferralForm(referral=referral, kind=kind)
    save(form, by)
    for section in kind.sections.all():
        save(ReferralFormPart(form=form, section=section), by)


@transaction.atomic
def write_referral_section(
    *, part: ReferralFormPart, by: User, opened: Opened | None = None, **values: Any
) -> ReferralFormPart:
    """Save the answers to one section of the form, merged with what others wrote meanwhile."""
    # The referral first: a colleague who submits it locks that alone.
    referral = Referral.objects.select_for_update(of=("self",)).get(pk=part.form.referral_id)
    part = policy.lock(by, "referralform.write", part)
    require_state(referral, by, State.DRAFT)
    if write_answers(part, values, opened):
        save(part, by)
        _written(referral, by)
    return part


def _written(referral: Referral, by: User) -> None:
    record(verb=Verb.WRITTEN, operation=Event.ALTERATION, actor=by, target=referral)


@transaction.atomic
def consult_champion(
    *, referral: Referral, by: User, champion: User, question: str
) -> Consultation:
    """Ask an RJ champion whether a referral is suitable. They see it from then on.

    Another may be asked in place of one who does not answer. Raises ValidationError, by field.
    """
    referral = policy.lock(by, "referral.consult", referral)
    require_state(referral, by, State.DRAFT)
    place = _place_of(referral, champion)
    _end_unanswered(referral, by, champion)
    consultation = Consultation(
        referral=referral,
        champion=champion,
        champion_name=champion.name,
        team=place.team,
        asked_by=by,
        question=question,
    )
    consultation.save()
    write_step(referral, by, What.CONSULTED, Verb.CONSULTED, question, recipient=champion.name)
    ask_champion(referral, by, place.team, champion)
    return consultation


def _place_of(referral: Referral, champion: User) -> Membership:
    """Where they are an RJ champion of the area."""
    found = champions_of(referral.intervention.area).filter(user=champion).first()
    if found is None:
        raise ValidationError({"champion": "Choose an RJ champion of your area"})
    return found


def _end_unanswered(referral: Referral, by: User, champion: User) -> None:
    """Who was asked and has not answered is asked no more; the steps keep what they were asked."""
    asked = referral.consultations.waiting().first()
    if asked is None:
        return
    if asked.champion_id == champion.pk:
        raise ValidationError(
            {"champion": "They were asked and have not answered yet. Choose another RJ champion"}
        )
    asked.delete()
    end_question(referral, by, "Another RJ champion was asked.")


@transaction.atomic
def advise(
    *, consultation: Consultation, by: User, is_suitable: bool, advice: str
) -> Consultation:
    """Say whether a referral is suitable, with advice. It goes into the register with it."""
    # The referral first, as it is locked by who asks another champion instead.
    referral = Referral.objects.select_for_update(of=("self",)).get(pk=consultation.referral_id)
    consultation = policy.lock(by, "referral.advise", consultation)
    if not consultation.is_open:
        raise ValidationError("You have advised on this already.")
    require_state(referral, by, State.DRAFT)
    if not is_suitable and not advice:
        raise ValidationError({"advice": "Enter why it is not suitable"})
    consultation.is_suitable, consultation.advice = is_suitable, advice
    consultation.advised_at = timezone.now()
    consultation.save()
    entry = locked_entry(referral)
    entry.champion_name, entry.champion_on = consultation.champion_name, timezone.localdate()
    entry.champion_advice = f"{'Suitable' if is_suitable else 'Not suitable'}. {advice}".strip()[
        : Intervention._meta.get_field("champion_advice").max_length
    ]
    save_intervention(entry, by)
    write_step(
        referral, by, What.ADVISED, Verb.ADVISED, entry.champion_advice, suitable=is_suitable
    )
    end_tasks(referral, by, entry.champion_advice)
    return consultation
