"""Where the pages of referrals get their rows."""

from typing import Any

from django.db.models import QuerySet

from agencies.models import Area, User
from cases.models import Case
from core import policy, prepared
from core.paging import PAGE_SIZE, Page, above, below, page_of_rows, start_of
from core.questions import Steps, in_steps
from referrals.arranged import champions_of
from referrals.models import Consultation, Intervention, Party, PartyRole, Referral
from referrals.parties import attach
from referrals.querysets import areas_of

# The tabs of the list.
MINE, TEAM, RECEIVED, ADVICE, CLOSED = "mine", "team", "received", "advice", "closed"
ORDER = ("moved_at", "pk")


def rows_of(tab: str, user: Any) -> Any:
    """The referrals of a tab, of those that the user sees."""
    seen: Any = policy.accessible(user, "referral.list", Referral)
    if tab == CLOSED:
        return seen.over()
    if tab == RECEIVED:
        return seen.received_by(user).still_open()
    if tab == ADVICE:
        return seen.waiting_for_advice_of(user)
    if tab == TEAM:
        return seen.sent_by_teams_of(user).still_open()
    return seen.filter(author_id=user.pk).still_open()


def page_of(tab: str, user: Any, rows: Any, after: str, *, size: int = PAGE_SIZE) -> Page:
    """A page of these: what waits longest first; of what is over, the latest first."""
    start = start_of(after, Referral, ORDER)
    newest_first = tab == CLOSED
    if start is not None:
        rows = below(rows, ORDER, start) if newest_first else above(rows, ORDER[0], start)
    order = [f"-{key}" for key in ORDER] if newest_first else ORDER
    found = list(rows.with_words().order_by(*order)[: size + 1])
    page = page_of_rows(found, ORDER, size, is_first=start is None)
    attach([referral.intervention for referral in page], user)
    return page


def areas_offered(user: Any) -> QuerySet:
    """The force areas by which the list can be narrowed."""
    areas: QuerySet = areas_of(user)
    return areas


def champions_to_ask(area: Area, by: User) -> QuerySet:
    """The RJ champions of an area, without the user who asks."""
    people = champions_of(area).exclude(user=by).order_by().values("user_id")
    return User.objects.filter(pk__in=people).order_by("name")


def responsible() -> PartyRole | None:
    """The role of the person responsible."""
    found: PartyRole | None = (
        PartyRole.objects.offered().filter(side=PartyRole.Side.RESPONSIBLE).first()
    )
    return found


def parties_of(referral: Referral) -> QuerySet:
    """Those who take part, for choices of forms."""
    parties: QuerySet = Party.objects.filter(intervention=referral.intervention_id)
    return parties.with_words()


def open_consultation(referral: Referral, user: Any) -> Consultation | None:
    """What the reader was asked as an RJ champion, and has not answered."""
    found: Consultation | None = (
        referral.consultations.waiting().filter(champion_id=user.pk).first()
    )
    return found


def case_seen(referral: Referral, user: Any) -> Case | None:
    """The case that opened with it, for those who see it."""
    case_id = referral.intervention.case_id
    if case_id is None:
        return None
    found: Case | None = policy.find(user, "case.view", Case, pk=case_id)
    return found


def follows_case(referral: Referral, case: Case) -> bool:
    """Does the team that referred have access to the case?"""
    return bool(case.team_holds.live().filter(group_id=referral.author_team_id).exists())


@in_steps
def open_on_home(user: Any, most: int) -> Steps:
    """So many that the user submitted and that are open, or that their team has to answer."""
    if not user.practises:
        return []
    (found,) = yield [_open_on_home.later(most, user=user)]
    return found


@prepared.query
def _open_on_home(most: int, *, user: Any) -> QuerySet:
    seen = Referral.objects.visible_to(user).own_or_to_answer(user)
    return seen.still_open().with_words().order_by(*ORDER)[:most]


def referral_with_reference(user: Any, reference: str) -> Referral | None:
    """The referral of this exact reference, if the user sees it."""
    if not reference.startswith(f"{Referral.LETTER}-"):
        return None
    seen: Any = policy.accessible(user, "referral.view", Referral)
    found: Referral | None = seen.filter(reference=reference).first()
    return found


def entry_with_reference(user: Any, reference: str) -> Intervention | None:
    """The intervention of this exact reference, if the user sees it, entered or not yet."""
    if not reference.startswith(f"{Intervention.LETTER}-"):
        return None
    seen: Any = policy.accessible(user, "rj.view", Intervention)
    found: Intervention | None = seen.filter(reference=reference).first()
    return found
