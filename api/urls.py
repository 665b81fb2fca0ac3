"""Addresses for programs: each module of `api.views` has those of its noun."""

from api.views import events, log, people, schema, token

app_name = "api"

# One line for each noun, in order of the alphabet.
urlpatterns = [
    *events.urlpatterns,
    *log.urlpatterns,
    *people.urlpatterns,
    *schema.urlpatterns,
    *token.urlpatterns,
]
