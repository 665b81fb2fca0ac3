"""What the stories of the demo world are written with."""

import datetime

from django.utils import timezone

from access.levels import Level
from access.services import give_access
from agencies.models import FOREVER, Membership
from core import policy
from core.signals import object_seen
from profiles import services
from profiles.models import (
    AddressKind,
    Cohort,
    CohortKind,
    ContactKind,
    ContactOutcome,
    CustodyStay,
    Establishment,
    Ethnicity,
    Involvement,
    InvolvementRole,
    KeyDate,
    KeyDateKind,
    NeedStatus,
    Pathway,
    PhoneKind,
    Profile,
    Programme,
    ProgrammeKind,
    ProgrammeOutcome,
    RiskLevel,
    Role,
    StatutoryKind,
    WarningKind,
)
from records.models import FormKind, LawfulBasis

# What is recorded of somebody who opens a page of a record, by its section.
PAGES = {"": "profile.view", "log": "profile.view_log", "risk": "profile.view_risk"}


class Desk:
    """Writes records through the services, as people's workers would."""

    def __init__(self, cast, past):
        self.cast, self.past = cast, past
        self.today = timezone.localdate()
        self.kinds = {kind.code: kind for kind in ContactKind.objects.all()}
        self.outcomes = {outcome.code: outcome for outcome in ContactOutcome.objects.all()}
        self.warning_kinds = {kind.code: kind for kind in WarningKind.objects.all()}
        self.ethnicities = {group.code: group for group in Ethnicity.objects.all()}
        self.address_kinds = {kind.code: kind for kind in AddressKind.objects.all()}
        self.phone_kinds = {kind.code: kind for kind in PhoneKind.objects.all()}
        self.statuses = {kind.code: kind for kind in StatutoryKind.objects.all()}
        self.involvement_roles = {role.code: role for role in InvolvementRole.objects.all()}
        self.prisons = {one.name: one for one in Establishment.objects.all()}
        self.risks = {level.code: level for level in RiskLevel.objects.all()}
        self.basis = {basis.code: basis for basis in LawfulBasis.objects.all()}

    def team(self, username):
        return self.cast[username].acting_team

    def days(self, ago):
        return self.today - datetime.timedelta(days=ago)

    def person(self, by, forenames, surname, born, sex, roles, ago=30):
        """A record opened so many days ago."""
        author = self.cast[by]
        with self.past.act(surname, ago):
            profile = services.create_profile(
                by=author,
                team=author.acting_team,
                forenames=forenames,
                surname=surname,
                born_on=born,
                sex=sex,
            )
        self.past.latest[profile] = self.past.latest.pop(surname)
        for kind in roles:
            self.detail(
                profile,
                by,
                Role(kind=kind, source=str(author.acting_team), starts_on=self.days(ago + 80)),
            )
        return profile

    def detail(self, profile, by, detail, ago=None):
        with self.past.act(profile, ago):
            services.add_detail(profile=profile, by=self.cast[by], detail=detail)
        return detail

    def edit(self, profile, by, ago=None, **fields):
        with self.past.act(profile, ago):
            services.edit_profile(profile=profile, by=self.cast[by], **fields)

    def involved(self, profile, by, role, ago=None, **who):
        self.detail(profile, by, Involvement(role=self.involvement_roles[role], **who), ago)

    def stay(self, prison, ago, release=None):
        """A stay in custody: began so many days ago, release in so many."""
        return CustodyStay(
            establishment=self.prisons[prison],
            starts_on=self.days(ago),
            release_expected_on=None if release is None else self.days(-release),
        )

    def held(self, profile, by, prison, ago, release=None):
        """Taken into custody, and entered on that day."""
        return self.detail(profile, by, self.stay(prison, ago, release), ago)

    def moves(self, profile, by, stay, prison, ago, release=None):
        """From one prison to the next."""
        with self.past.act(profile, ago):
            services.leave_custody(
                stay=stay,
                by=self.cast[by],
                ends_on=self.days(ago),
                next_stay=self.stay(prison, ago, release),
            )

    def contact(self, profile, by, ago, kind, basis, text, time=None, outcome=None, **fields):
        with self.past.act(profile, ago, time):
            services.add_contact(
                profile=profile,
                by=self.cast[by],
                kind=self.kinds[kind],
                happened_on=self.days(ago),
                happened_at_time=time,
                basis=basis,
                text=text,
                outcome=self.outcomes[outcome] if outcome else None,
                **fields,
            )

    def risk(self, profile, by, level, of_what, why, ago=30, review=None):
        """Assessed so many days ago, to be reviewed in so many from today."""
        with self.past.act(profile, ago):
            services.assess_risk(
                profile=profile,
                by=self.cast[by],
                level=self.risks[level],
                of_what=of_what,
                rationale=why,
                assessed_on=self.days(ago),
                review_on=None if review is None else self.days(-review),
            )

    def key_date(self, profile, by, kind, ago, note=""):
        """A day that matters, so many days ago; ahead, if fewer than nought."""
        kind = KeyDateKind.objects.get(code=kind)
        self.detail(profile, by, KeyDate(kind=kind, on=self.days(ago), note=note))

    def cohort(self, profile, by, kind, ago, reason):
        """Selected for a cohort so many days ago."""
        kind = CohortKind.objects.get(code=kind)
        self.detail(profile, by, Cohort(kind=kind, starts_on=self.days(ago), reason=reason))

    def programme(self, profile, by, kind, name, provider, identified, started=None, ended=None):
        """A programme or course, with how many days ago it was identified, begun and completed."""
        done = ProgrammeOutcome.objects.get(code="completed") if ended is not None else None
        programme = Programme(
            kind=ProgrammeKind.objects.get(code=kind),
            name=name,
            provider=provider,
            identified_on=self.days(identified),
            starts_on=None if started is None else self.days(started),
            ends_on=None if ended is None else self.days(ended),
            outcome=done,
        )
        self.detail(profile, by, programme)

    def report(self, profile, by, kind, ago, answers, *, submitted=True, time=None):
        """A report with the answers of each section, by its title, as its field names them."""
        author = self.cast[by]
        with self.past.act(profile, ago, time):
            report = services.start_report(
                profile=profile, by=author, kind=FormKind.objects.get(code=kind)
            )
            for part in report.parts.select_related("section"):
                if said := answers.get(part.section.title):
                    services.write_section(part=part, by=author, **said)
            if submitted:
                services.submit_report(report=report, by=author)

    def need(self, profile, by, ago, pathway, text, team, kind="anxiety"):
        """Raised so many days ago, for the team of this user."""
        with self.past.act(profile, ago):
            return services.raise_need(
                profile=profile,
                by=self.cast[by],
                pathway=Pathway.objects.get(code=pathway),
                text=text,
                kind=kind,
                team=self.team(team),
            )

    def picks_up(self, profile, by, ago, need):
        with self.past.act(profile, ago):
            services.pick_up(need=need, by=self.cast[by])

    def steps(self, profile, by, ago, need, status, text):
        with self.past.act(profile, ago):
            status = NeedStatus.objects.get(code=status)
            services.record_step(need=need, by=self.cast[by], text=text, status=status)

    def resolves(self, profile, by, ago, need, status, how):
        with self.past.act(profile, ago):
            status = NeedStatus.objects.get(code=status)
            services.resolve_need(need=need, by=self.cast[by], status=status, how=how)

    def give(
        self,
        profile,
        by,
        to,
        sections,
        why,
        level=Level.CONTRIBUTE,
        days=None,
        named=False,
        ago=None,
    ):
        """Access given so many days ago, for so many more from today."""
        membership = Membership.objects.live().get(user=self.cast[to]) if named else None
        until = timezone.now() + datetime.timedelta(days=days) if days else FOREVER
        with self.past.act(profile, ago):
            give_access(
                obj=profile,
                by=self.cast[by],
                team=self.team(to),
                membership=membership,
                level=level,
                sections=sections,
                purpose=why,
                basis=self.basis["crime-and-disorder"],
                until=until,
            )

    def opens(self, profile, by, ago=None, section=""):
        """Somebody reads the record, and that is recorded as of any reader."""
        reader = self.cast[by]
        policy.require(reader, PAGES[section], profile)
        with self.past.act(profile, ago):
            object_seen.send(
                Profile,
                obj=profile,
                by=reader,
                action=PAGES[section],
                section=section,
                subjects=[profile.pk],
                operation="view",
                detail={},
                channel="web",
                is_limited=False,
            )
