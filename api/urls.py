"""Addresses for programs: each module of `api.views` has those of its noun."""

from api.views import (
    alerts,
    case_actions,
    case_documents,
    case_people,
    cases,
    changes,
    docs,
    documents,
    galleries,
    grants,
    handovers,
    log,
    missing,
    missing_entries,
    people,
    referrals,
    reports,
    risk,
    rj,
    schema,
    tasks,
    token,
)

app_name = "api"

# One line for each noun, in order of the alphabet.
urlpatterns = [
    *alerts.urlpatterns,
    *case_actions.urlpatterns,
    *case_documents.urlpatterns,
    *case_people.urlpatterns,
    *cases.urlpatterns,
    *changes.urlpatterns,
    *docs.urlpatterns,
    *documents.urlpatterns,
    *galleries.urlpatterns,
    *grants.urlpatterns,
    *handovers.urlpatterns,
    *log.urlpatterns,
    *missing.urlpatterns,
    *missing_entries.urlpatterns,
    *people.urlpatterns,
    *referrals.urlpatterns,
    *reports.urlpatterns,
    *risk.urlpatterns,
    *rj.urlpatterns,
    *schema.urlpatterns,
    *tasks.urlpatterns,
    *token.urlpatterns,
]
