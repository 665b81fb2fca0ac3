"""Search across everything, for programs: the search of the page, in the scopes of the client."""

from typing import ClassVar
from urllib.parse import urlencode

from django.urls import reverse
from rest_framework.views import APIView

from api.filters import refuse_unusable
from api.parameters import AFTER, LIMIT, Parameter
from api.problems import wrong_parameter
from api.routes import resource
from api.serializers.search import SearchSerializer
from api.views.base import ApiMixin
from api.views.lists import Limited
from core.views import SEARCH, RecordView
from home.search.asking import announce, find
from home.search.filters import SearchFilter
from home.search.people import stubs
from profiles.models import Profile
from profiles.search import WAYS

# Each kind is read with the scope of its own resource too.
SCOPES = {
    "people": "people:read",
    "cases": "cases:read",
    "log": "log:read",
    "actions": "cases:read",
    "reports": "reports:read",
    "tasks": "tasks:read",
    "referrals": "referrals:read",
    "register": "rj:read",
    "documents": "documents:read",
}
KIND = "kind"
# Kinds of which the search has the first page alone: where all of them are.
ELSEWHERE = {"tasks": ("api:task-list", {"tab": "all"}), "register": ("api:rj-search", {})}


class Search(Limited, ApiMixin, RecordView, APIView):
    """What the words find of every kind that the client may read, or of one `kind`."""

    model, action, operation = Profile, "profile.list", SEARCH
    resource, answers = "search", SearchSerializer
    filters, queries = SearchFilter, ("q", KIND, "since", "until", "by", AFTER, LIMIT)
    parameters: ClassVar = {"by": Parameter("The one way in which people are looked for", WAYS)}
    groups = ()

    def load(self):
        super().load()
        self.filter = SearchFilter(self.request)

    def lacking_for(self, request, method):
        """A kind that is asked for is in the scopes, or nothing is looked for."""
        call, needed = getattr(request, "api_call", None), SCOPES.get(request.GET.get(KIND, ""))
        is_lacking = needed and call is not None and needed not in call.scopes
        return super().lacking_for(request, method) or (needed if is_lacking else "")

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        refuse_unusable(self.filter)
        if self.filter.values["by"] not in ("", *WAYS):
            raise wrong_parameter("by", f"Choose one of these: {', '.join(WAYS)}.")
        if not self.filter.words or self.filter.is_cut:
            raise wrong_parameter("q", "Send the words to look for, at most 100 characters.")
        if AFTER in request.GET and not self.filter.of_kind:
            raise wrong_parameter(AFTER, "Name the kind: only one kind is read page by page.")

    def answer(self):
        asked = self.asked()
        self.groups = find(asked)
        told = {"results": self.groups, "limited": stubs(asked, self.groups)}
        return self.answers(told, context=self.context()).data

    def asked(self):
        """The question, narrowed to the kinds that the client may read."""
        asked = self.filter.asked(self.limit)
        call = getattr(self.request, "api_call", None)
        if call is not None:
            asked.kinds = tuple(kind for kind in asked.kinds if SCOPES[kind] in call.scopes)
        return asked

    def more_of(self, group):
        """The address of more of this kind."""
        is_alone = bool(self.filter.of_kind)
        if is_alone and group.has_more and group.kind in ELSEWHERE:
            name, kept = ELSEWHERE[group.kind]
            return f"{reverse(name)}?{urlencode({'q': self.filter.words, **kept})}"
        if not (group.next_cursor if is_alone else group.has_more):
            return None
        kept = {key: value for key, value in self.request.GET.items() if key != AFTER}
        after = {AFTER: group.next_cursor} if is_alone else {}
        query = {**kept, KIND: group.kind, **after}
        return f"{self.request.path}?{urlencode(query)}"

    def subjects(self):
        return []

    def announce(self):
        """Each kind that is shown, by its own rule and section; that nothing was found, too."""
        detail = self.filter.recorded()
        if any(group.is_seen(look) for group in self.groups for look in group.looks):
            announce(self.groups, by=self.request.user, detail=detail, channel=self.channel)
        else:
            super().announce()

    def seen_detail(self):
        return self.filter.recorded()


urlpatterns = [*resource("search/", "search", Search)]
