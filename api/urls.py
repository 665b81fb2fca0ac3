"""Addresses for programs: each module of `api.views` has those of its noun."""

from api.views import (
    case_actions,
    case_documents,
    case_people,
    cases,
    grants,
    handovers,
    log,
    people,
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
    *grants.urlpatterns,
    *handovers.urlpatterns,
    *log.urlpatterns,
    *people.urlpatterns,
    *schema.urlpatterns,
    *tasks.urlpatterns,
    *token.urlpatterns,
]
