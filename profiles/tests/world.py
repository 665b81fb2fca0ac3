"""The worlds of people, and of what belongs to their readers."""

import datetime

from access.tests.worlds import SharedWorld
from agencies.tests.factories import TeamFactory, member
from core.tests.worlds import hidden_world, shared_world
from profiles import services
from profiles.models import Profile, SavedView, UpdatePeriod
from profiles.tests import factories
from records.models import Draft, FormKind


@shared_world
class PersonWorld(SharedWorld):
    """A person with a log, a warning, a follow-up and a stay in custody."""

    model = Profile
    search = "Pellworth"
    # Another day than that of the examples on pages; a bare year can stand in a random number.
    secrets = ["Jordan", "2 June 1987"]

    def make(self, *, by, team):
        return factories.make_person(by=by, team=team, born_on=datetime.date(1987, 6, 2))

    def add_parts(self):
        person = self.record
        contact = factories.write_contact(person, self.manager)
        place = factories.EstablishmentFactory()
        place.team = TeamFactory(agency=person.owner_team.agency)
        place.save()
        stay = factories.CustodyStayFactory(profile=person, establishment=place)
        self.values["stay"] = stay.uuid
        self.slugs["kind"] = "warnings"
        self.children |= {
            "profiles:log-amend": contact.uuid,
            "profiles:log-follow-up": factories.FollowUpFactory(contact=contact).uuid,
            "profiles:detail-edit": factories.WarningFactory(profile=person).uuid,
            "profiles:custody-leave": stay.uuid,
        }
        self.children["api:risk-assessment"] = factories.RiskAssessmentFactory(profile=person).uuid
        self.add_needs()
        self.add_reports()
        self.add_files()

    def add_needs(self):
        """One that is open, and one that is resolved."""
        need = factories.NeedFactory(profile=self.record, by=self.manager)
        done = factories.NeedFactory(profile=self.record, by=self.manager, is_resolved=True)
        names = ("need", "need-pick-up", "need-hand-on", "need-step", "need-resolve")
        self.children |= {f"profiles:{name}": need.uuid for name in names}
        self.children["profiles:need-reopen"] = done.uuid

    def add_reports(self):
        """A draft of the manager's team, one that waits for the manager, and a submitted one."""
        draft = factories.ReportFactory(profile=self.record, by=self.manager)
        submitted = factories.ReportFactory(profile=self.record, by=self.manager, submitted=True)
        colleague = member(self.record.owner_team)
        waiting = factories.ReportFactory(profile=self.record, by=colleague, waiting=True)
        discarded = factories.ReportFactory(profile=self.record, by=self.manager)
        services.discard_report(report=discarded, by=self.manager)
        self.children |= {
            "profiles:report-restore": discarded.uuid,
            "profiles:report-approve": waiting.uuid,
            "profiles:report-return": waiting.uuid,
            "profiles:report-withdraw": waiting.uuid,
            "profiles:report": submitted.uuid,
            "profiles:report-print": submitted.uuid,
            "profiles:report-disclose": submitted.uuid,
            "profiles:report-add-to": submitted.uuid,
            "profiles:report-submit": draft.uuid,
            "profiles:report-discard": draft.uuid,
            "profiles:report-section": draft.parts.get().uuid,
        }

    def add_files(self):
        """A document, and the photo that is shown."""
        document = factories.ProfileDocumentFactory(profile=self.record, by=self.manager)
        photo = factories.ProfilePhotoFactory(profile=self.record, by=self.manager)
        acts = ("file", "edit", "version", "withdraw")
        self.children |= {f"profiles:document-{act}": document.uuid for act in acts}
        self.children |= {f"profiles:photo-{act}": photo.uuid for act in ("file", "withdraw")}


def make_detail(person, kind):
    """A detail of this kind (by its part of the address), which the world has only of one."""
    if kind == "custody":
        return person.stays.get()
    made_by = {
        "warnings": factories.WarningFactory,
        "cohorts": factories.CohortFactory,
        "programmes": factories.ProgrammeFactory,
        "key-dates": factories.KeyDateFactory,
        "statutory": factories.StatutoryStatusFactory,
        "involved": factories.InvolvementFactory,
        "roles": factories.RoleFactory,
        "names": factories.OtherNameFactory,
        "identifiers": factories.IdentifierFactory,
        "addresses": factories.AddressFactory,
        "phones": factories.PhoneFactory,
    }
    return made_by[kind](profile=person)


@hidden_world(SavedView)
def saved_view_of_somebody_else(cast):
    return factories.SavedViewFactory(user=cast.officer), cast.outsider


@hidden_world(FormKind)
def kind_of_report_of_another_area(cast):
    return factories.FormKindFactory(area=cast.norfolk), cast.administrator


@hidden_world(Draft)
def draft_of_somebody_else(cast):
    return factories.DraftFactory(author=cast.officer), cast.outsider


@hidden_world(UpdatePeriod)
def period_of_a_prison_of_another_team(cast):
    place = factories.EstablishmentFactory(team=cast.elsewhere)
    return factories.UpdatePeriodFactory(establishment=place), cast.manager
