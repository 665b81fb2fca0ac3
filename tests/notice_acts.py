"""What happens to a record, and the people it may concern: acts that notices follow."""

import datetime

from django.utils import timezone

from access import services
from access.tests.factories import (
    AccessRequestFactory,
    BreakGlassFactory,
    LawfulBasisFactory,
    TransferFactory,
    allow_sharing,
    give,
    restrict,
)
from agencies.jobs import note_lapsed_memberships
from agencies.models import Membership
from agencies.services import disable_user, end_membership
from agencies.tests.factories import TeamFactory, member
from alerts.models import Notice
from audit.jobs import drain_deliveries
from profiles.models import CustodyStay, Warning, WarningKind
from profiles.services import add_detail, edit_detail
from profiles.tests.factories import EstablishmentFactory

MANAGER = Membership.Role.MANAGER


class Actors:
    """One record, and everybody whom it may concern."""

    def __init__(self, cast):
        self.cast, self.person, self.actor = cast, cast.person, cast.manager
        self.grantees = TeamFactory(name="Norwich IOM Team", areas=[cast.norfolk])
        self.receivers = TeamFactory(name="Staffordshire NRP", agency=cast.police.agency)
        named_team = TeamFactory(name="Waveney ASB Unit")
        self.people = {
            "manager": member(cast.police, MANAGER, name="Second Manager"),
            "practitioner": cast.officer,
            "grantee": member(self.grantees, name="Grantee"),
            "receiver": member(self.receivers, MANAGER, name="Receiver"),
            "excluded": member(cast.police, MANAGER, name="Excluded Manager"),
            "named": member(named_team, name="Named"),
            "knower": member(named_team, name="Knower"),
            "outsider": cast.outsider,
        }
        for team in (self.grantees, self.receivers):
            member(team, name=f"Excluded of {team}")
            member(team, MANAGER, name=f"Excluded manager of {team}")
        give(self.person, self.actor, self.people["named"], named=True)
        for user in [self.people["excluded"], *self.excluded_elsewhere()]:
            services.exclude_person(
                obj=self.person, by=self.actor, user=user, reason="A brother-in-law"
            )
        allow_sharing(cast.police, self.grantees)
        drain_deliveries()
        Notice.objects.all().delete()

    def excluded_elsewhere(self):
        teams = [self.grantees, self.receivers]
        found = Membership.objects.filter(team__in=teams, user__name__startswith="Excluded")
        return [membership.user for membership in found.select_related("user")]

    def __getitem__(self, name):
        return self.people[name]

    def give(self):
        return give(self.person, self.actor, self.grantees)

    def anew(self):
        """Nothing that was told before counts."""
        drain_deliveries()
        Notice.objects.all().delete()


def given(on):
    on.give()


def changed(on):
    grant = on.give()
    on.anew()
    give(on.person, on.actor, on.grantees, level=2, replaces=grant)


def ended(on):
    grant = on.give()
    on.anew()
    services.end_access(obj=on.person, grant=grant, by=on.actor, because="Over")


def ended_by_name(on):
    grant = on.person.user_holds.get(user=on["named"]).grant
    services.end_access(obj=on.person, grant=grant, by=on.actor, because="Over")


def set_aside(on):
    """The access of a team to a restricted record ends: its people do not know of it."""
    grant = on.give()
    restrict(on.person, on.actor)
    on.anew()
    services.end_access(obj=on.person, grant=grant, by=on.actor, because="Over")


def asked(on):
    on.request = AccessRequestFactory(obj=on.person, by=on["knower"])


def questioned(on):
    asked(on)
    on.anew()
    services.ask_for_more(request=on.request, by=on.actor, question="Why?")


def replied(on):
    questioned(on)
    on.anew()
    services.reply_to_question(request=on.request, by=on["knower"], reply="A case")


def refused(on):
    asked(on)
    on.anew()
    services.decide_request(request=on.request, by=on.actor, give=False, answer="No need")


def glass_broken(on):
    on.glass = BreakGlassFactory(obj=on.person, by=on["knower"])


def glass_reviewed(on):
    glass_broken(on)
    on.anew()
    services.review_glass(glass=on.glass, by=on.actor, justified=True, note="")


def proposed(on):
    on.transfer = TransferFactory(obj=on.person, by=on.actor, to=on.receivers)


def withdrawn(on):
    proposed(on)
    on.anew()
    services.withdraw_transfer(transfer=on.transfer, by=on.actor, because="A mistake")


def declined(on):
    proposed(on)
    on.anew()
    services.decline_transfer(transfer=on.transfer, by=on["receiver"], because="Full")


def transferred(on):
    proposed(on)
    on.anew()
    services.accept_transfer(
        transfer=on.transfer,
        by=on["receiver"],
        basis=LawfulBasisFactory(),
        lead=on["receiver"],
    )


def released(on):
    on.give()
    today = timezone.localdate()
    kind = WarningKind.objects.get(code="self-harm")
    warning = Warning(kind=kind, text="ACCT opened", starts_on=today)
    add_detail(profile=on.person, by=on.actor, detail=warning)
    stay = CustodyStay(
        establishment=EstablishmentFactory(code="hmp-stafford", name="HMP Stafford"),
        starts_on=today - datetime.timedelta(days=30),
        release_expected_on=today + datetime.timedelta(days=22),
    )
    add_detail(profile=on.person, by=on.actor, detail=stay)
    on.anew()
    edit_detail(detail=stay, by=on.actor, ends_on=today)


def lead(on):
    led = member(on.cast.police, name="PC Nandra")
    on.person.lead = led
    on.person._history_user = on.actor
    on.person.save()
    on.anew()
    return led


def lead_disabled(on):
    disable_user(user=lead(on), by=on.actor, reason="Left")


def lead_lapsed(on):
    lead(on).memberships.update(valid_until=timezone.now())
    note_lapsed_memberships()


def lead_moved(on):
    place = lead(on).memberships.get()
    end_membership(membership=place, by=on.actor, reason="Left")
