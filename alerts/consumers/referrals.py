"""What follows from events about referrals: the officer hears what came of them."""

from agencies.models import User
from alerts.audiences import Audience
from alerts.consumers.telling import members_of, put
from alerts.sentences import RECORD, team_name
from audit.models import Event
from audit.services import consumer
from referrals.models import Referral, ReferralStep
from referrals.verbs import Verb

# To the officer; {team} is the team that acted.
HEARS = {
    Verb.ADVISED: "{team} advised on {referral}",
    Verb.ACCEPTED: "{team} accepted {referral}: a case is open",
    Verb.DECLINED: "{team} declined {referral}. The reason is there",
    Verb.CONSENT_WITHDRAWN: "Somebody no longer takes part in {referral}",
    Verb.COMPLETED: "The agreement of {referral} was kept",
    Verb.CLOSED: "{team} closed {referral}",
}


@consumer("alerts.referrals_moved", verbs=HEARS)
def tell_officer(event: Event) -> None:
    """Tell the officer where their referral stands; their team, where they have left it."""
    step = _step_of(event)
    _tell(event, step, HEARS[event.verb], _officers(step.referral))


@consumer("alerts.referrals_withdrawn", verbs=[Verb.WITHDRAWN])
def tell_both_sides(event: Event) -> None:
    """Tell the officer; and the coordinator’s team that works on it, which has no task then."""
    step = _step_of(event)
    referral, people = step.referral, _officers(step.referral)
    if referral.intervention.case_id is not None:
        people += members_of(referral.to_team_id)
    _tell(event, step, "{team} withdrew {referral}", people)


@consumer("alerts.referrals_answered", verbs=[Verb.ANSWERED])
def tell_who_asked(event: Event) -> None:
    """Tell the coordinator who asked for more information."""
    step = _step_of(event)
    asked = step.referral.steps.filter(what=ReferralStep.What.ASKED).last()
    _tell(event, step, "{team} answered about {referral}", [asked.written_by])


def _officers(referral: Referral) -> list[User]:
    team = members_of(referral.author_team_id)
    return [person for person in team if person.pk == referral.author_id] or team


def _step_of(event: Event) -> ReferralStep:
    steps = ReferralStep._base_manager.select_related("written_by_team", "referral__intervention")
    return steps.get(pk=event.detail["step"])


def _tell(event: Event, step: ReferralStep, text: str, people: list[User]) -> None:
    words = text.format(team=team_name(step.written_by_team), referral=RECORD)
    put(event, words, people, audience=Audience.REFERRAL)
