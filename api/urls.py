"""Addresses for programs: each module of `api.views` has those of its noun."""

from api.views import (
    alerts,
    galleries,
    log,
    missing,
    missing_entries,
    people,
    referrals,
    rj,
    schema,
    token,
)

app_name = "api"

# One line for each noun, in order of the alphabet.
urlpatterns = [
    *alerts.urlpatterns,
    *galleries.urlpatterns,
    *log.urlpatterns,
    *missing.urlpatterns,
    *missing_entries.urlpatterns,
    *people.urlpatterns,
    *referrals.urlpatterns,
    *rj.urlpatterns,
    *schema.urlpatterns,
    *token.urlpatterns,
]
