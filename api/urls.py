"""Addresses for programs: each module of `api.views` has those of its noun."""

from api.views import (
    changes,
    docs,
    documents,
    log,
    people,
    reports,
    risk,
    schema,
    token,
)

app_name = "api"

# One line for each noun, in order of the alphabet.
urlpatterns = [
    *changes.urlpatterns,
    *docs.urlpatterns,
    *documents.urlpatterns,
    *log.urlpatterns,
    *people.urlpatterns,
    *reports.urlpatterns,
    *risk.urlpatterns,
    *schema.urlpatterns,
    *token.urlpatterns,
]
