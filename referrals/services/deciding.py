"""Submits a referral, and records what the coordinator decides.

Each act asks in which state the locked referral is: who comes second is told who was first.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from access.levels import Level
from access.services import give_access
from agencies.models import Agreement, User
from audit.models import Event
from cases.models import Case, CaseKind
from cases.services import open_case
from core import policy
from records import answers
from records.models import FilledForm, LawfulBasis, writing_team
from referrals.arranged import coordinators_of
from referrals.entries import check_ages, save_intervention
from referrals.form_pdf import form_as_file
from referrals.models import Referral
from referrals.parts_in_case import participants_of
from referrals.services.steps import What, write_step
from referrals.states import State, locked_entry, require_state, save
from referrals.suitability import problems_of
from referrals.tasks_sent import ask_for_decision, ask_for_information, end_tasks
from referrals.verbs import Verb

# The kind of case in which a panel is prepared.
RESOLUTION = "neighbourhood-resolution"


@transaction.atomic
def submit_referral(*, referral: Referral, by: User) -> Referral:
    """Submit a draft to the coordinator of the area, with its form: all or nothing.

    Raises ValidationError with everything that is missing.
    """
    referral = policy.lock(by, "referral.submit", referral)
    require_state(referral, by, State.DRAFT)
    entry, form = referral.intervention, referral.form
    if problems := problems_of(referral):
        raise ValidationError([str(problem) for problem in problems])
    team = coordinators_of(entry.area)
    referral.to_team, referral.submitted_at = team, timezone.now()
    form.state, form.submitted_at = FilledForm.State.SUBMITTED, referral.submitted_at
    form.submitted_by, form.submitted_by_name = by, by.name
    form.content = answers.in_words(form.parts.with_words())
    save(form, by)
    write_step(
        referral,
        by,
        What.SUBMITTED,
        Verb.SUBMITTED,
        state=State.SUBMITTED,
        operation=Event.DISCLOSURE,
        recipient=str(team),
    )
    ask_for_decision(referral, by, form, form_as_file(form, by))
    return referral


@transaction.atomic
def ask_about_referral(*, referral: Referral, by: User, question: str) -> Referral:
    """Ask the officer for more information before deciding."""
    referral = policy.lock(by, "referral.decide", referral)
    require_state(referral, by, State.SUBMITTED)
    write_step(referral, by, What.ASKED, Verb.ASKED, question, state=State.ASKED)
    ask_for_information(referral, by, question)
    return referral


@transaction.atomic
def answer_about_referral(*, referral: Referral, by: User, answer: str) -> Referral:
    """Give the information that the coordinator asked for."""
    referral = policy.lock(by, "referral.answer", referral)
    require_state(referral, by, State.ASKED)
    write_step(referral, by, What.ANSWERED, Verb.ANSWERED, answer, state=State.SUBMITTED)
    end_tasks(referral, by, answer, received_only=True)
    return referral


@transaction.atomic
def decline_referral(*, referral: Referral, by: User, reason: str) -> Referral:
    """Decline a referral. The reason goes back to the officer."""
    referral = policy.lock(by, "referral.decide", referral)
    require_state(referral, by, *Referral.UNDECIDED)
    write_step(referral, by, What.DECLINED, Verb.DECLINED, reason, state=State.DECLINED)
    end_tasks(referral, by, reason)
    return referral


@transaction.atomic
def accept_referral(*, referral: Referral, by: User, title: str = "") -> Referral:
    """Accept a referral: it is in the register, and a case opens with the parties.

    The officer's team is given access to the case where an agreement covers that.
    """
    referral = policy.lock(by, "referral.decide", referral)
    require_state(referral, by, *Referral.UNDECIDED)
    entry = locked_entry(referral)
    # What is said of the people may have been corrected since it was submitted.
    check_ages(entry, entry.parties.with_words())
    team = writing_team(by)
    if team.pk != referral.to_team_id:
        raise ValidationError(
            f"Switch to {referral.to_team} under Your account, then accept this."
        )
    case = open_case(
        by=by,
        team=team,
        title=title or f"Restorative justice, {entry.offence}"[:120],
        kind=CaseKind.objects.get(code=RESOLUTION),
        opened_on=timezone.localdate(),
        participants=participants_of(referral),
        named_by=referral.author,
    )
    entry.case, entry.registered_at = case, timezone.now()
    save_intervention(entry, by)
    for party in entry.parties.all():
        party.is_registered = True
        save(party, by)
    write_step(
        referral,
        by,
        What.ACCEPTED,
        Verb.ACCEPTED,
        state=State.PREPARATION,
        recipient=case.reference,
    )
    _share(case, referral, by)
    end_tasks(referral, by, "Accepted.")
    return referral


def _share(case: Case, referral: Referral, by: User) -> None:
    """The officer's team follows the case, if the two agencies have an agreement."""
    team, own = referral.author_team, case.owner_team
    if team.pk == own.pk or not policy.can(by, "access.grant", case):
        return
    covered = team.agency_id == own.agency_id or Agreement.objects.covering(
        team.agency, own.agency
    )
    if covered:
        give_access(
            obj=case,
            by=by,
            team=team,
            level=Level.CONTRIBUTE,
            sections=list(Case.SECTIONS),
            purpose=f"Referral {referral.reference}",
            basis=LawfulBasis.objects.offered().first(),
        )


@transaction.atomic
def withdraw_referral(*, referral: Referral, by: User, reason: str) -> Referral:
    """Take a referral back before it is decided on."""
    referral = policy.lock(by, "referral.withdraw", referral)
    require_state(referral, by, State.DRAFT, *Referral.UNDECIDED)
    write_step(referral, by, What.WITHDRAWN, Verb.WITHDRAWN, reason, state=State.WITHDRAWN)
    end_tasks(referral, by, reason)
    return referral
