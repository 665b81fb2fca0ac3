"""What a reader finds named in the texts of a record, asked in a story; the rule says what not.

History and who has viewed, explanations of today and of a day, proposals and notices: the same
functions that make the pages. A name counts as a whole word.
"""

import re

from django.http import Http404
from django.test import RequestFactory
from django.utils import timezone

from access.access_summary import access_summary
from access.explain import explain, explain_day
from access.models import Transfer
from access.selectors import history_of, transfers_waiting_for
from access.views.transfers import AnswerTransfer
from alerts.models import Notice
from alerts.selectors import fill
from alerts.tests.reading import all_notices
from audit.jobs import drain_deliveries
from audit.vocabulary import MANAGERS, declared


def named_in(words, names):
    """Which of these names stand in the words."""
    return sorted(set(re.findall(r"\w+", " ".join(map(str, words)))) & names)


def of_lines(lines):
    for line in lines:
        yield from (line.event.actor_name, line.event.actor_team, line.what, line.event.reason)
        for change in line.changes:
            yield from change


def of_accesses(accesses):
    for one in accesses:
        yield from (one.who, one.named_in, one.by, one.why, one.ended_because, *one.people)


def of_readers(text):
    """A question about a text of the record, for those who read it."""

    def ask(world, user, name, profile, person):
        if not world.reads(name, person):
            return [], []
        return named_in(text(user, profile), world.unnamed(name, person)), []

    return ask


def history(user, profile):
    yield from of_lines(history_of(profile, user)[1])
    yield from of_lines(history_of(profile, user, viewed=True)[1])


def today(user, profile):
    """Without the owner of today, who is part of the record's identity: but with its people."""
    told = explain(profile, user)
    owner = next(access for access in told.live if access.is_owner)
    yield from owner.people
    yield from of_accesses([access for access in [*told.live, *told.over] if access != owner])
    for one in access_summary(profile, user).others:
        yield from (one.who, one.named_in)


def a_day(user, profile):
    told = explain_day(profile, user, timezone.localdate()).live
    now = [one for one in told if one.is_owner and one.who == profile.owner_team.name]
    yield from (person for owner in now for person in owner.people)
    yield from of_accesses([one for one in told if one not in now])


def audiences(world, user, name, profile, person):
    """What is for managers is read by them, and by those whom it concerns."""
    if not world.reads(name, person) or world.manages(name, person):
        return [], []
    return [
        line.event.verb
        for line in history_of(profile, user)[1]
        if declared(line.event.verb).audience == MANAGERS
        and user.pk not in (line.event.actor_id, line.event.detail.get("concerns"))
    ], []


def proposals(world, user, name, profile, person):
    """What the page of each proposal names; nothing of today where it is answered."""
    found, waiting = set(), {p.pk for p in transfers_waiting_for(user)}
    for proposal in [one for one in world.proposals if one.person == person]:
        seen = world.sees_proposal(name, proposal)
        assert (proposal.pk in waiting) == (seen and not proposal.is_answered)
        context = page_of(user, proposal.pk)
        assert (context is not None) == seen
        if context:
            assert ("stays" in context) is not proposal.is_answered
            words = [*context["named"].values(), *context.get("stays", ())]
            found |= set(named_in(words, world.unnamed(name, person)))
    return sorted(found), []


def page_of(user, pk):
    """What the page of a proposal is made of; None where there is none for the user."""
    request = RequestFactory().get("/")
    request.user = user
    view = AnswerTransfer()
    view.setup(request, uuid=Transfer.objects.get(pk=pk).uuid)
    try:
        view.load()
    except Http404:
        return None
    return view.get_context_data(form=None)


def notices(world, user, name, profile, person):
    """Whom notices about the record name; to others than readers not even the record."""
    drain_deliveries()
    about = {"object_type": profile._meta.label_lower, "object_id": profile.pk}
    if not Notice.objects.filter(recipient=user, **about).exists():
        # The page tells nobody what was told to others: the question is long and its answer known.
        return [], []
    shown = fill(all_notices(user).filter(**about), user)
    words = [notice.words for notice in shown]
    if world.reads(name, person):
        return named_in(words, world.unnamed(name, person)), []
    secret = {str(profile)}
    # A proposal, waiting or answered, gives the reference to the managers of the team it asks.
    asked = any(one.person == person and world.sees_proposal(name, one) for one in world.proposals)
    if not (world.is_stub(name, person) or asked):
        secret.add(profile.reference)
        assert not any(notice.opens for notice in shown), words
    return sorted(one for one in secret if any(one in text for text in words)), []


TEXTS = {
    "text of notices": notices,
    "text of history": of_readers(history),
    "text of today": of_readers(today),
    "text of a day": of_readers(a_day),
    "text of proposals": proposals,
    "audiences": audiences,
}
