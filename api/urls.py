"""Addresses for programs: each module of `api.views` has those of its noun."""

from api.views import (
    case_actions,
    case_documents,
    case_people,
    cases,
    changes,
    docs,
    documents,
    grants,
    handovers,
    log,
    people,
    reports,
    risk,
    schema,
    tasks,
    token,
)

app_name = "api"

# One line for each noun, in order of the alphabet.
urlpatterns = [
    *case_actions.urlpatterns,
    *case_documents.urlpatterns,
    *case_people.urlpatterns,
    *cases.urlpatterns,
    *changes.urlpatterns,
    *docs.urlpatterns,
    *documents.urlpatterns,
    *grants.urlpatterns,
    *handovers.urlpatterns,
    *log.urlpatterns,
    *people.urlpatterns,
    *reports.urlpatterns,
    *risk.urlpatterns,
    *schema.urlpatterns,
    *tasks.urlpatterns,
    *token.urlpatterns,
]
