"""Where spent tokens and late forms are kept; what pages ask of them is in `core.once`."""

import datetime
import json
from typing import Any

from django.db.models.functions import Now
from django.http import QueryDict
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.crypto import salted_hmac

from core.once import FIELD, keep_with
from core.views import ServiceFormView
from records import services
from records.drafts import settled
from records.models import LateForm, SpentToken

# A token is known for two days, a late form for one; once it was shown, for a while longer.
TOKENS_KEPT, FORMS_KEPT = datetime.timedelta(days=2), datetime.timedelta(days=1)
REPEATS = datetime.timedelta(days=1)
SHOWN_AGAIN = datetime.timedelta(minutes=15)
LARGEST = 200_000
WAITING = "late_forms"
UNKEPT = {"csrfmiddlewaretoken", FIELD}


@keep_with
class FormsSent:
    """Spent tokens and late forms, in the database."""

    def came_to(self, user: Any, token: str) -> str | None:
        """Where the form of this token led, if it was saved."""
        spent = SpentToken.objects.filter(user=user.pk, digest=_digest(token))
        return spent.values_list("came_to", flat=True).first()

    def spend(self, user: Any, token: str) -> str | None:
        """Waits for another request with this token to end."""
        spent, is_first = SpentToken.objects.get_or_create(user_id=user.pk, digest=_digest(token))
        return None if is_first else spent.came_to

    def remember(self, user: Any, token: str, outcome: str, words: str) -> None:
        spent = SpentToken.objects.filter(user=user.pk, digest=_digest(token))
        spent.update(came_to=outcome, words=words)

    def said_before(self, user: Any, words: str) -> Any:
        spent = SpentToken.objects.filter(user=user.pk, words=words)
        lately = spent.filter(spent_at__gt=Now() - REPEATS)
        return lately.order_by("-spent_at").values_list("spent_at", flat=True).first()

    def late(self, request: Any) -> Any:
        """Asked only of readers who came back to something."""
        if not request.session.get(WAITING):
            return None
        late = _late_of(request).first()
        if late is None:
            return None
        if late.shown_at is None:
            late.shown_at = timezone.now()
            late.save(update_fields=["shown_at"])
        data = QueryDict(mutable=True)
        for name, values in late.payload.items():
            data.setlist(name, values)
        return data

    def forget(self, request: Any) -> None:
        if request.session.get(WAITING):
            LateForm.objects.filter(user=request.user, address=request.path_info).delete()


def _late_of(request: Any) -> Any:
    unseen = LateForm.objects.filter(user=request.user, address=request.path_info)
    recent = unseen.filter(sent_at__gt=Now() - FORMS_KEPT)
    return recent.exclude(shown_at__lt=Now() - SHOWN_AGAIN)


def keep_late(request: Any, user: Any) -> bool:
    """Keep what a form held, if its page is one of ours that comes back with it."""
    view = _view_that_comes_back(request.path_info)
    if view is None:
        return False
    fields = getattr(view.form_class, "base_fields", {})
    payload = {
        name: [settled(fields[name], value) for value in values] if name in fields else values
        for name, values in request.POST.lists()
        if name not in UNKEPT and "password" not in name
    }
    if not payload or len(json.dumps(payload)) > LARGEST:
        return False
    services.keep_late_form(by=user, address=request.path_info[:500], payload=payload)
    return True


def _view_that_comes_back(address: str) -> type[ServiceFormView] | None:
    try:
        view = getattr(resolve(address).func, "view_class", object)
    except Resolver404:
        return None
    return view if issubclass(view, ServiceFormView) and view.login_required_page else None


def remove_old() -> int:
    """Forget tokens and late forms that are too old to matter. Returns how many."""
    tokens, _ = SpentToken.objects.filter(spent_at__lt=Now() - TOKENS_KEPT).delete()
    forms, _ = LateForm.objects.filter(sent_at__lt=Now() - FORMS_KEPT).delete()
    return tokens + forms


def _digest(token: str) -> str:
    return salted_hmac("records.forms_sent", token, algorithm="sha256").hexdigest()
