"""Who may search and write the register, and who does what with a referral."""

from typing import Any

from django.db.models import QuerySet

from agencies.models import Membership
from agencies.rules import works_in
from core.policy import allow, rule, visible
from profiles.rules import own, practises
from referrals.querysets import areas_of

WRITERS = "Only the team that writes this referral can do this, while it has not been answered."
RECEIVERS = "Only the coordinator’s team that has this referral can do this."
RECORDERS = "Only the team that recorded this, or that works on its referral now, can change it."
CHAMPION = "Only the RJ champion who was asked can advise, once."


def register(user: Any, model: Any, **limits: Any) -> QuerySet:
    """The areas whose register the user reads."""
    return areas_of(user)


def practised(user: Any, model: Any, **limits: Any) -> QuerySet:
    """The entries that the user reads otherwise than for the control room alone."""
    return model.objects.practised_by(user)


def administered(user: Any, model: Any, **limits: Any) -> QuerySet:
    """The police force areas for which the user is administrator."""
    return model.objects.administered_by(user).filter(parent=None)


def reads_register(user: Any) -> bool:
    """Is there such an area? Practitioners, managers and the control room have one."""
    return user.practises or user.has_role(Membership.Role.CONTROL_ROOM)


def writes(user: Any, referral: Any) -> bool:
    """Works in the team whose referral it is."""
    return works_in(user, referral.author_team_id)


def receives(user: Any, referral: Any) -> bool:
    """Works in the coordinator's team that has it."""
    return works_in(user, referral.to_team_id)


def writes_or_receives(user: Any, referral: Any) -> bool:
    """Works on either side of it."""
    return writes(user, referral) or receives(user, referral)


def keeps(user: Any, intervention: Any) -> bool:
    """Works in the team that recorded it; of a referral, on the side whose turn it is."""
    referral = getattr(intervention, "referral", None)
    if referral is None:
        return works_in(user, intervention.team_id)
    return keeps_facts(user, referral)


def keeps_facts(user: Any, referral: Any) -> bool:
    """Works on the side whose turn it is. What was never accepted stays as it was decided on."""
    if referral.is_with_author:
        return writes(user, referral)
    return receives(user, referral) and not referral.is_refused


def closes(user: Any, referral: Any) -> bool:
    """Receives it; or writes it, where its agreement was broken and the officer decides."""
    is_broken = referral.state == "broken"
    return receives(user, referral) or (is_broken and writes(user, referral))


def advises(user: Any, consultation: Any) -> bool:
    """Is the champion who was asked, in the team in which they were, and has not answered."""
    return consultation.champion_id == user.pk and works_in(user, consultation.team_id)


allow("rj.search", stands_on=register, model="agencies.Area", by_account=reads_register)
allow("rj.view", stands_on=visible)
allow("rj.history", stands_on=practised)
allow("rj.record", stands_on=own, model="agencies.Team", by_account=practises)
rule("rj.edit", stands_on=visible, because=RECORDERS)(keeps)
allow("rj.arrange", stands_on=administered, model="agencies.Area")

allow("referral.draft", stands_on=own, model="agencies.Team", by_account=practises)
allow("referral.view", stands_on=visible)
allow("referral.list", stands_on=visible)
allow("referralform.view", stands_on=visible)
# In which states each is possible is said by the service: who comes second is told who was first.
rule("referral.edit", stands_on=visible, because=RECORDERS)(keeps_facts)
for action in ("referral.consult", "referral.submit", "referral.answer"):
    rule(action, stands_on=visible, because=WRITERS)(writes)
rule("referral.withdraw", stands_on=visible, because=WRITERS)(writes)
rule("referral.advise", stands_on=visible, because=CHAMPION)(advises)
rule("referral.decide", stands_on=visible, because=RECEIVERS)(receives)
rule("referral.run", stands_on=visible, because=RECEIVERS)(receives)
rule("referral.close", stands_on=visible, because=RECEIVERS)(closes)
rule("referral.end_consent", stands_on=visible, because=RECEIVERS)(writes_or_receives)


@rule("referralform.write", stands_on=visible, because=WRITERS)
def writes_form(user: Any, part: Any) -> bool:
    """Works in the team whose referral the section belongs to."""
    return writes(user, part.form.referral)
