"""Who may read, add to and edit a person's record."""

from typing import Any

from django.db.models import Q

from access.rules import GIVERS, MANAGERS, adds_to, manages_owner, shared_by, shares
from agencies.querysets import TeamQuerySet
from agencies.rules import managed
from core.policy import allow, rule, visible
from documents.rules import WITHDRAWN

READ_ONLY = "You can read this record but not add to it. Ask the team that manages it."

RESTRICTED_KIND = (
    "Only a manager of the team that manages this record can add or change a warning of this kind."
)


def own(user: Any, model: Any, **limits: Any) -> TeamQuerySet:
    """Teams in which the user practises: a new record belongs to one of them."""
    return model.objects.own_to(user)


def practises(user: Any) -> bool:
    """Is there such a team?"""
    return bool(user.practises)


allow("profile.create", stands_on=own, model="agencies.Team", by_account=practises)

allow("profile.view", stands_on=visible)
allow("profile.list", stands_on=visible)
allow("profile.view_log", stands_on=visible, section="log")
allow("profile.view_risk", stands_on=visible, section="risk")
allow("profile.view_contact_details", stands_on=visible, section="contact_details")
allow("history.view", stands_on=visible)
allow("profile.print", stands_on=visible)


rule("profile.edit", stands_on=visible, because=READ_ONLY)(adds_to())
rule("profile.assign_lead", stands_on=visible, because=MANAGERS)(manages_owner)
rule("warning.use_restricted", stands_on=visible, because=RESTRICTED_KIND)(manages_owner)
# What a move proposes is shown to readers of the record who may act on it.
rule("custody.dismiss", stands_on=visible, because=GIVERS, many=shared_by)(shares)
rule("log.add", stands_on=visible, section="log", because=READ_ONLY)(adds_to("log"))
rule("risk.assess", stands_on=visible, section="risk", because=READ_ONLY)(adds_to("risk"))
rule("contact_details.edit", stands_on=visible, section="contact_details", because=READ_ONLY)(
    adds_to("contact_details")
)


@rule("log.amend", stands_on=visible, because=READ_ONLY)
def while_adding(user: Any, contact: Any) -> bool:
    """Those who may add to the log may add to one of its entries."""
    return adds_to("log")(user, contact.profile)


rule("log.follow_up", stands_on=visible, because=READ_ONLY)(
    lambda user, follow_up: adds_to("log")(user, follow_up.contact.profile)
)
allow("log.print", stands_on=visible, section="log")

allow("profile.view_programmes", stands_on=visible, section="log")
rule("programme.edit", stands_on=visible, section="log", because=READ_ONLY)(adds_to("log"))
allow("profile.view_needs", stands_on=visible, section="log")
rule("need.raise", stands_on=visible, section="log", because=READ_ONLY)(adds_to("log"))
allow("need.view", stands_on=visible)


def while_adding_to_needs(user: Any, need: Any) -> bool:
    """Those who may add to the log may do something about a need."""
    return adds_to("log")(user, need.profile)


rule("need.pick_up", stands_on=visible, because=READ_ONLY)(while_adding_to_needs)
rule("need.hand_on", stands_on=visible, because=READ_ONLY)(while_adding_to_needs)
rule("need.step", stands_on=visible, because=READ_ONLY)(while_adding_to_needs)
rule("need.resolve", stands_on=visible, because=READ_ONLY)(while_adding_to_needs)
rule("need.reopen", stands_on=visible, because=READ_ONLY)(while_adding_to_needs)

allow("profile.view_reports", stands_on=visible, section="reports")
rule("report.start", stands_on=visible, section="reports", because=READ_ONLY)(adds_to("reports"))
allow("report.view", stands_on=visible)
allow("report.print", stands_on=visible)


def while_draft(user: Any, report: Any) -> bool:
    """A draft is written by those of its team who add to the reports of the person."""
    return report.is_draft and adds_to("reports")(user, report.profile)


def another_manager(user: Any, report: Any) -> bool:
    """A manager of the team that wrote it decides, never the person who submitted it."""
    manages = user.is_manager_of(report.written_by_team_id)
    return report.is_waiting and manages and user.pk != report.submitted_by_id


APPROVERS = (
    "Only another manager of the team that wrote this report can approve or return it. "
    "It may have been decided already."
)
rule("report.approve", stands_on=visible, because=APPROVERS)(another_manager)
rule("report.return", stands_on=visible, because=APPROVERS)(another_manager)


@rule("report.withdraw", stands_on=visible, because="This report is not waiting for approval.")
def while_waiting(user: Any, report: Any) -> bool:
    """Its team takes back a report that waits, to change it."""
    return report.is_waiting and adds_to("reports")(user, report.profile)


def discarded(user: Any, model: Any, **limits: Any) -> Any:
    """Drafts of reports that a team of the user discarded lately."""
    return model.objects.restorable_by(user)


rule("report.restore", stands_on=discarded, because=READ_ONLY)(
    lambda user, report: adds_to("reports")(user, report.profile)
)
SUBMITTED = "This report has been submitted. Add to it instead."
rule("report.submit", stands_on=visible, because=SUBMITTED)(while_draft)
rule("report.discard", stands_on=visible, because=SUBMITTED)(while_draft)
rule("report.write", stands_on=visible, because=SUBMITTED)(
    lambda user, part: while_draft(user, part.report)
)


@rule("report.add_to", stands_on=visible, because=READ_ONLY)
def once_submitted(user: Any, report: Any) -> bool:
    """What is said later is added, by those who add to the reports of the person."""
    return report.is_submitted and adds_to("reports")(user, report.profile)


NOT_OUTSIDE = (
    "You can read and print this report. Ask somebody who can add to the record to make a PDF."
)
rule("report.disclose", stands_on=visible, because=NOT_OUTSIDE)(once_submitted)


allow("profile.view_documents", stands_on=visible, section="documents")
rule("document.add", stands_on=visible, section="documents", because=READ_ONLY)(
    adds_to("documents")
)


@rule("photo.view", stands_on=visible, because=WITHDRAWN)
def not_withdrawn(user: Any, photo: Any) -> bool:
    """A photo that was withdrawn is opened by nobody."""
    return not photo.is_withdrawn


# A photo is part of identity.
rule("photo.add", stands_on=visible, because=READ_ONLY)(adds_to())


@rule("photo.withdraw", stands_on=visible, because=READ_ONLY)
def adds_photos(user: Any, photo: Any) -> bool:
    """Those who may add photos may withdraw one that was not withdrawn."""
    return not photo.is_withdrawn and adds_to()(user, photo.profile)


rule("detail.edit", stands_on=visible, because=READ_ONLY)(
    lambda user, detail: adds_to(type(detail).objects.all().section)(user, detail.profile)
)


def works_in_prison(user: Any, team: Any) -> bool:
    """Agreed periods are those of a prison, and kept by those who look after its team."""
    return team.establishments.exists()


def prison_teams(user: Any, model: Any) -> Q:
    """`works_in_prison` for many teams at once."""
    return Q(establishments__isnull=False)


rule(
    "update_period.add",
    stands_on=managed,
    because="Reports can be agreed only for a team that works in a prison.",
    model="agencies.Team",
    many=prison_teams,
)(works_in_prison)
allow("update_period.list", stands_on=managed, model="profiles.UpdatePeriod")
allow("update_period.edit", stands_on=managed)


def oneself(user: Any, model: Any, **limits: Any) -> Any:
    """The user's own account: saved views belong to it."""
    return model.objects.active().filter(pk=user.pk)


allow("saved_view.add", stands_on=oneself, model="agencies.User")
allow("saved_view.list", stands_on=visible)
allow("saved_view.rename", stands_on=visible)
allow("saved_view.delete", stands_on=visible)
