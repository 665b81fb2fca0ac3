"""Every model says who sees it, what it holds that is sensitive, and what it is in the trade."""

import pytest

from access.kinds import shared_models
from tests.sources import MODELS

# Models that need no `visible_to` of their own, and why.
SEEN_THROUGH_OTHERS = {
    "Area": "public facts",
    "Agency": "public facts, shown with their teams",
    "AgreementReminder": "bookkeeping of what was told",
    "Invitation": "reached by its secret link, or through its user",
    "AccessToken": "compared, never shown",
    "IdempotentCall": "compared, never shown",
    "FailedSignIn": "counted, never shown",
    "UsedCode": "compared, never shown",
    "SpentToken": "compared, never shown",
    "LateForm": "shown to its sender alone, in the form",
    "Heartbeat": "bookkeeping of what runs",
    "LawfulBasis": "a list of choices",
    "ContactKind": "a list of choices",
    "GalleryKind": "a list of choices",
    "LeaveReason": "a list of choices",
    "MissingRisk": "a list of choices",
    "Outcome": "a list of choices",
    "Reliability": "a list of choices",
    "ReviewPeriod": "shown with what its area has arranged",
    "ContactOutcome": "a list of choices",
    "WarningKind": "a list of choices",
    "Ethnicity": "a list of choices",
    "AddressKind": "a list of choices",
    "PhoneKind": "a list of choices",
    "StatutoryKind": "a list of choices",
    "KeyDateKind": "a list of choices",
    "CohortKind": "a list of choices",
    "ProgrammeKind": "a list of choices",
    "ProgrammeOutcome": "a list of choices",
    "NeedStatus": "a list of choices",
    "Pathway": "a list of choices",
    "InvolvementRole": "a list of choices",
    "Establishment": "a list of choices",
    "CustodyDecision": "what proposals leave out; its reason is in History",
    "RiskLevel": "a list of choices",
    "CaseKind": "a list of choices",
    "CaseStage": "a list of choices",
    "RagRating": "a list of choices",
    "CaseOutcome": "a list of choices",
    "ParticipantRole": "a list of choices",
    "ActionKind": "a list of choices",
    "ActionResult": "a list of choices",
    "DocumentKind": "a list of choices",
    "TaskKind": "a list of choices",
    "TaskOutcome": "a list of choices",
    "TaskPriority": "a list of choices",
    "RjLevel": "a list of choices",
    "RjOffence": "a list of choices",
    "RjMethod": "a list of choices",
    "PartyRole": "a list of choices",
    "ConsentMethod": "a list of choices",
    "Satisfaction": "a list of choices",
    "PanelOutcome": "a list of choices",
    "Fact": "counted for a team and a reader by `held_by` and `seen_by`; has no page",
    "FactorVersion": "seen with its factor",
    "FiringFact": "seen with its firing",
    "Judgement": "counted, never shown",
    "FormSection": "seen with its kind",
    "Question": "seen with its kind",
    "ReferenceBlock": "bookkeeping of references",
    "Grant": "shown by Sharing, which asks for the record",
    "AccessRequest": "shown to who may answer it, through the record",
    "BreakGlass": "what visible_to itself reads; shown to the owner's managers",
    "Discovery": "what known_to itself reads",
}
# The same of every kind of shared record.
for kind in shared_models():
    SEEN_THROUGH_OTHERS |= {
        f"{kind.__name__}TeamHold": "what visible_to itself reads",
        f"{kind.__name__}UserHold": "what visible_to itself reads",
        f"{kind.__name__}Activity": "bookkeeping of the order of lists",
        f"{kind.__name__}Exclusion": "what visible_to itself reads; shown to the owner's managers",
    }


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_says_who_sees_it(model):
    scoped = hasattr(model._default_manager.all(), "visible_to")

    assert scoped or model.__name__ in SEEN_THROUGH_OTHERS


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_has_a_sensitivity(model):
    declared = " ".join(
        value
        for cls in model.__mro__
        for name, value in vars(vars(cls).get("Sensitivity", object)).items()
        if not name.startswith("__")
    ).split()
    fields = {
        field.name
        for field in [*model._meta.fields, *model._meta.local_many_to_many]
        if field.name != "id"
    }
    # A team is a group: the group's own name is public with it.
    inherited = {"name", "permissions"} if model.__name__ == "Team" else set()

    assert set(declared) >= fields - inherited
    assert len(declared) == len(set(declared))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_has_a_docstring(model):
    assert model.__doc__
    assert not model.__doc__.startswith(f"{model.__name__}(")


def test_the_list_of_exceptions_names_only_what_exists():
    assert set(SEEN_THROUGH_OTHERS) <= {model.__name__ for model in MODELS}
