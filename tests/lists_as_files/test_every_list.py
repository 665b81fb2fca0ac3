"""Every list that can be exported: the link on its page, the same work for many rows, the file."""

import csv
import io

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from access.services import end_access, exclude_person
from access.tests.factories import give
from agencies.models import Membership, User
from agencies.tests.factories import AgreementFactory, MembershipFactory, TeamFactory, member
from alerts.models import Factor, Notice
from alerts.tests.factor_factories import FactorFactory
from alerts.tests.telling import tell
from audit.jobs import drain_deliveries
from cases.tests.factories import (
    ActionFactory,
    CaseDocumentFactory,
    ParticipantFactory,
    make_case,
)
from core.metrics import counted_statements
from exports import jobs, kinds, services, sheets
from exports.models import Export
from galleries.tests.factories import EntryFactory, GalleryFactory
from profiles.tests.factories import (
    NeedFactory,
    ProfileDocumentFactory,
    ReportFactory,
    RiskAssessmentFactory,
    make_person,
    write_contact,
)
from referrals.tests.factories import InterventionFactory, ReferralFactory, liam
from tasks.tests.factories import HandoverFactory, TaskFactory
from tests.cast import made_once
from tests.lists_as_files.acts import came_back, missing_person

pytestmark = pytest.mark.slow


class World:
    """A row of each list, and one more of each whenever it is asked for."""

    def __init__(self, cast):
        self.cast, self.officer = cast, cast.officer
        self.person, self.case = cast.person, make_case(by=cast.officer)
        ParticipantFactory(case=self.case, profile=self.person, by=self.officer)
        self.keeper = member(cast.police, Membership.Role.MANAGER)
        self.gallery = GalleryFactory(slug="cohort", curators=[cast.police])
        self.more()

    def more(self, only=None):
        """One more row of every list, or of this one."""
        for kind, make in self.made_by().items():
            if only in (None, kind):
                make()

    def made_by(self):
        cast, officer, person = self.cast, self.officer, self.person
        return {
            "people": lambda: make_person(by=officer),
            "cases": lambda: make_case(by=officer),
            "log": lambda: write_contact(person, officer),
            "actions": lambda: ActionFactory(case=self.case, by=officer),
            "tasks": lambda: TaskFactory(by=officer, to=cast.council, about=person),
            "handovers": lambda: HandoverFactory(by=officer, of=make_case(by=officer)),
            "referrals": lambda: ReferralFactory(by=officer),
            "rj-register": lambda: InterventionFactory(by=officer, parties=[liam()]),
            "rj-of-person": lambda: InterventionFactory(
                by=officer, parties=[liam(profile=person)]
            ),
            "missing": lambda: missing_person(cast),
            "missing-returned": lambda: came_back(cast),
            "reports": lambda: ReportFactory(profile=person, by=officer, submitted=True),
            "risk": lambda: RiskAssessmentFactory(profile=person, written_by=officer),
            "documents": lambda: ProfileDocumentFactory(profile=person, by=officer),
            "needs": lambda: NeedFactory(profile=person, by=officer),
            "needs-of-teams": lambda: NeedFactory(profile=person, by=officer, team=cast.police),
            "case-people": lambda: ParticipantFactory(
                case=self.case, profile=make_person(by=officer), by=officer
            ),
            "case-documents": lambda: CaseDocumentFactory(case=self.case, by=officer),
            "gallery": lambda: EntryFactory(
                gallery=self.gallery, profile=make_person(by=officer), by=officer
            ),
            "galleries": lambda: GalleryFactory(curators=[cast.police]),
            "alerts": lambda: tell(person, officer),
            "trigger-factors": lambda: FactorFactory(
                team=cast.police, by=self.keeper, name=f"Rule {Factor.objects.count()}"
            ),
            "access": lambda: give(person, cast.manager, TeamFactory()),
            "case-access": lambda: give(self.case, cast.manager, TeamFactory()),
            "teams": TeamFactory,
            "managed-teams": lambda: MembershipFactory(
                user=self.keeper, team=TeamFactory(), role=Membership.Role.MANAGER
            ),
            "accounts": lambda: member(cast.police),
            "agreements": lambda: AgreementFactory(owner_team=cast.police),
        }

    def reader(self, kind):
        """Who has the list: of those about staff, somebody who looks after teams."""
        return User.objects.get(pk=(self.keeper if kind in STAFF else self.officer).pk)

    def of(self, kind):
        parent = kinds.kinds()[kind].parent
        if parent is None:
            return None
        return self.person if parent is type(self.person) else self.case


QUERIES = {
    "tasks": "tab=sent",
    "handovers": "tab=team",
    "gallery": "gallery=cohort&names=full",
}
EVERY = sorted(kinds.kinds())
STAFF = kinds.of_staff()


made, db, cast, world = made_once(World)


def listed(world, kind, by=None):
    of = world.of(kind)
    return kinds.find(by or world.reader(kind), kind, QUERIES.get(kind, ""), of and of.uuid)


def lines_of(body):
    """The rows of a CSV file."""
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))


def rows_of(body):
    """The rows of a workbook."""
    sheet = openpyxl.load_workbook(io.BytesIO(body)).worksheets[0]
    return list(sheet.iter_rows(values_only=True))


READ = {"csv": lines_of, "xlsx": rows_of}


def status(client, address):
    """What a file is answered with; it is read to its end, which closes it."""
    response = client.get(address)
    if response.streaming:
        b"".join(response)
    return response.status_code


def test_the_world_has_a_row_of_every_list(world):
    assert set(world.made_by()) == {*EVERY}


@pytest.mark.parametrize("kind", EVERY)
def test_the_page_of_the_list_leads_to_its_file(client, world, kind):
    client.force_login(world.reader(kind))
    of = world.of(kind)
    args = [kind] if of is None else [kind, of.uuid]
    address = reverse("exports:ask" if of is None else "exports:ask-of", args=args)

    page = client.get(listed(world, kind).back).content.decode()

    assert f'href="{address}' in page
    assert client.get(f"{address}?{QUERIES.get(kind, '')}").status_code == 200


@pytest.mark.parametrize("kind", EVERY)
def test_many_rows_take_as_many_statements_as_few(world, kind):
    def batch():
        with counted_statements() as made:
            values, *_ = services.next_rows(export=export, after="", size=100, number=len(seen))
        seen.append(len(values))
        return len(made)

    services.ask_for_list(
        by=world.reader(kind),
        kind=kind,
        query=QUERIES.get(kind, ""),
        of=world.of(kind) and world.of(kind).uuid,
        file_format="csv",
        reason="The cohort meeting",
    )
    export, seen = services.begin_export(), []
    batch()
    few = batch()
    for _ in range(4):
        world.more(kind)

    assert batch() == few
    assert seen[-1] >= seen[0] + 4


@pytest.mark.parametrize("kind", EVERY)
def test_either_file_has_as_many_rows_as_it_says(world, kind):
    found = listed(world, kind)
    exports = [
        services.ask_for_list(
            by=world.reader(kind),
            kind=kind,
            query=found.query,
            of=found.of,
            file_format=file_format,
            reason="The cohort meeting",
        )
        for file_format in READ
    ]

    for _ in exports:
        jobs.make_exports()  # one at a time
    for export in exports:
        export.refresh_from_db()
        rows = READ[export.file_format]((sheets.folder() / export.file_name).read_bytes())
        assert [one for one in rows[2] if one] == [column.heading for column in found.columns]
        assert len(rows) - 4 == export.row_count == found.number(100) > 0


@pytest.mark.parametrize("kind", EVERY)
def test_who_is_shut_out_after_it_was_made_does_not_get_the_file(client, world, kind):
    found = listed(world, kind)
    of = world.of(kind)
    export = services.ask_for_list(
        by=world.reader(kind),
        kind=kind,
        query=found.query,
        of=of and of.uuid,
        file_format="csv",
        reason="The cohort meeting",
    )
    jobs.make_exports()
    client.force_login(world.reader(kind))
    address = reverse("exports:file", args=[export.uuid])
    assert status(client, address) == 200

    world.reader(kind).memberships.update(valid_until=timezone.now())

    assert status(client, address) in (302, 404)


def test_who_loses_one_record_of_many_does_not_get_the_file(client, world, manager):
    export = services.ask_for_list(
        by=world.officer, kind="people", query="", of=None, file_format="csv", reason="Meeting"
    )
    jobs.make_exports()
    exclude_person(obj=world.person, by=manager, user=world.officer, reason="A cousin")
    client.force_login(world.officer)

    assert client.get(reverse("exports:file", args=[export.uuid])).status_code == 403


def test_who_loses_the_section_does_not_get_the_log(client, world, manager, council):
    partner = member(council)
    grant = give(world.person, manager, council, sections=["log"])
    export = services.ask_for_list(
        by=partner,
        kind="log",
        query="",
        of=world.person.uuid,
        file_format="csv",
        reason="Meeting",
    )
    jobs.make_exports()
    end_access(obj=world.person, grant=grant, by=manager, because="Done")
    client.force_login(partner)

    assert client.get(reverse("exports:file", args=[export.uuid])).status_code == 403


def test_who_loses_the_risk_does_not_get_the_file_that_says_it(client, world, manager, council):
    reader = member(council)
    grant = give(world.person, manager, council, sections=["risk"])
    export = services.ask_for_list(
        by=reader, kind="people", query="", of=None, file_format="csv", reason="Meeting"
    )
    jobs.make_exports()
    client.force_login(reader)
    address = reverse("exports:file", args=[export.uuid])
    assert status(client, address) == 200

    end_access(obj=world.person, grant=grant, by=manager, because="Done")
    give(world.person, manager, council, sections=["log"])

    assert status(client, address) == 403


def test_who_may_no_longer_know_who_takes_part_does_not_get_the_register(client, world, manager):
    InterventionFactory(by=world.officer, parties=[liam(profile=world.person)])
    colleague = world.cast.colleague
    export = services.ask_for_list(
        by=colleague, kind="rj-register", query="", of=None, file_format="csv", reason="Meeting"
    )
    jobs.make_exports()
    client.force_login(colleague)
    address = reverse("exports:file", args=[export.uuid])
    assert status(client, address) == 200

    exclude_person(obj=world.person, by=manager, user=colleague, reason="A cousin")

    assert status(client, address) == 403


def test_a_manager_is_told_and_then_who_asked(world, manager, settings):
    settings.EXPORT_LIMITS = {"practitioner": {"rows": 0, "files": 9}}
    second = member(world.cast.police, Membership.Role.MANAGER)
    export = services.ask_for_list(
        by=world.officer,
        kind="log",
        query="",
        of=world.person.uuid,
        file_format="csv",
        reason="Meeting",
    )
    drain_deliveries()

    told = Notice.objects.filter(event__verb="export.over_limit")
    assert {notice.recipient for notice in told} == {manager, second, world.keeper}
    for notice in told:
        assert "over the limit: Log, " in notice.text
        assert notice.address == reverse("exports:answer", args=[export.uuid])
        # The alert stays after its reader has lost access.
        assert world.person.reference not in notice.text
        assert world.person.surname not in notice.text
    services.decline_export(export=export, by=manager, answer="Use the printed log")
    drain_deliveries()

    (answer,) = Notice.objects.filter(event__verb="export.declined")
    assert answer.recipient == world.officer
    assert "Use the printed log" in answer.text
    assert Export.objects.get().state == "declined"


def test_who_asked_is_told_that_it_was_allowed_without_the_record(world, manager, settings):
    settings.EXPORT_LIMITS = {"practitioner": {"rows": 0, "files": 9}}
    export = services.ask_for_list(
        by=world.officer,
        kind="log",
        query="",
        of=world.person.uuid,
        file_format="csv",
        reason="Meeting",
    )
    services.allow_export(export=export, by=manager)
    drain_deliveries()

    (answer,) = Notice.objects.filter(event__verb="export.allowed")
    assert answer.text.endswith("allowed your export: Log")
