"""Names of teams and people, for boxes that make suggestions while the user types."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse

from access.forms.grantees import ANYONE, PERSON, TEAM
from access.suggestions import directory_of, everyone_known_to
from agencies.models import Membership, Team
from core import policy
from core.tidy import tidy
from core.views import SEARCH, RecordView

FEWEST = 2


class Names(RecordView):
    """At most ten teams or people that a few letters stand for; the letters are not logged."""

    model, action, operation = Team, "access.name", SEARCH
    http_method_names = ["get"]

    def load(self):
        super().load()
        if not policy.can(self.request.user, self.action):
            raise PermissionDenied(
                "You cannot give access to records. Ask a manager of your team."
            )
        asked = self.request.GET.get("kind")
        self.kind = asked if asked in (PERSON, ANYONE) else TEAM

    def directory(self):
        """People of any role are offered to managers alone, who exclude."""
        user = self.request.user
        if self.kind == ANYONE and user.has_role(Membership.Role.MANAGER):
            return everyone_known_to(user)
        return directory_of(user)

    def get(self, request):
        words = tidy(request.GET.get("q", "")[:100]).strip()
        found = []
        if len(words) >= FEWEST:
            found = self.directory().starting(self.kind, words)
        return JsonResponse({"results": [grantee.as_result() for grantee in found]})

    def subjects(self):
        return []

    def seen_detail(self):
        return {"of": "teams" if self.kind == TEAM else "people"}
