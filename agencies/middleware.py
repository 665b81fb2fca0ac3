"""Session limits, the team one acts in, and the second step of sign-in."""

import time

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core import signing
from django.db import transaction
from django.db.models.functions import Now
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from agencies.mfa import has_second_step
from agencies.models import User
from core import errors
from core.signals import session_ending

STARTED, ACTIVE, ACTING = "started_at", "active_at", "acting_membership"
IDLE = "You were signed out because nothing happened for {} minutes."
TOO_LONG = "You were signed out because you had been signed in for {} hours."
ELSEWHERE = "You were signed out before this was sent."
KEPT = "What you typed is kept: sign in, and it is there."
# What a person without a second step may still reach while one is required.
SET_UP = ("/account/", "/sign-out/", "/static/", "/health/")
# Pages that ask by themselves for what is new say so: nobody is at the desk.
POLL = "X-Poll"
# Whose session this browser had last.
LAST, DAY = "ecins_last", 24 * 60 * 60


class SessionLimitsMiddleware:
    """Ends sessions that are idle or too old; remembers in which team a person acts."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            ended = self.why_over(request)
            if ended:
                return self.end(request, ended)
            request.user.chosen_membership_id = request.session.get(ACTING)
        elif request.method == "POST" and self.keep_for_who_left(request):
            messages.info(request, f"{ELSEWHERE} {KEPT}")
        return self.remember_who(request, self.get_response(request))

    def keep_for_who_left(self, request):
        """Is what was sent kept for the person whose session this browser had last?

        The browser says so by a cookie that only we can write; nobody is signed in by it.
        """
        user = User.objects.active().filter(pk=last_user(request)).first()
        if user is None or errors.for_program(request):
            return False
        nobody, request.user = request.user, user
        try:
            sent = session_ending.send(type(self), request=request)
        finally:
            request.user = nobody
        return any(kept for _, kept in sent)

    def remember_who(self, request, response):
        """Whose session this browser has: for what comes after the session has ended."""
        user = request.user
        if errors.for_program(request):
            return response
        if user.is_authenticated and last_user(request) != user.pk:
            response.set_cookie(
                LAST,
                signing.dumps(user.pk, salt=LAST),
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Strict",
            )
        return response

    def why_over(self, request):
        now, session = time.time(), request.session
        started = session.setdefault(STARTED, now)
        active = session.setdefault(ACTIVE, now)
        if now - started > settings.SESSION_ABSOLUTE_HOURS * 3600:
            return TOO_LONG.format(settings.SESSION_ABSOLUTE_HOURS)
        if now - active > settings.SESSION_IDLE_MINUTES * 60:
            return IDLE.format(settings.SESSION_IDLE_MINUTES)
        if now - active > 60 and POLL not in request.headers:  # one write a minute is enough
            session[ACTIVE] = now
            key = session.session_key
            transaction.on_commit(lambda: note_use(key), robust=True)
        return ""

    def end(self, request, why):
        request.why_signed_out = why
        kept = request.method == "POST" and self.keep(request)
        logout(request)
        if errors.for_program(request):
            return errors.not_signed_in(why)
        messages.info(request, f"{why} {KEPT}" if kept else why)
        # A form cannot be sent again by a link; its page can be opened again.
        came_from = request.get_full_path() if request.method == "GET" else request.path
        return redirect(f"{settings.LOGIN_URL}?{urlencode({'next': came_from})}")

    def keep(self, request):
        """Is what was sent kept for its author, until they have signed in again?"""
        request.user.chosen_membership_id = request.session.get(ACTING)
        return any(kept for _, kept in session_ending.send(type(self), request=request))


def note_use(session_key):
    """Note when a session was last used, after the page's own transaction.

    Within it the row would be held until the page is done, and the user's other tabs would wait.
    """
    UserSession.objects.filter(session_key=session_key).update(last_seen_at=Now())


def last_user(request):
    """The id in the browser's cookie, which only we can write; None without one."""
    try:
        return signing.loads(request.COOKIES[LAST], salt=LAST, max_age=DAY)
    except (KeyError, signing.BadSignature):
        return None


class SecondStepMiddleware:
    """Where a second step is required, nothing else opens until it is set up."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if (
            settings.MFA_REQUIRED
            and request.user.is_authenticated
            and not request.path_info.startswith(SET_UP)
            and not has_second_step(request.user)
        ):
            if errors.for_program(request):
                return errors.in_json(403, "Set up the second step of sign-in first.")
            return redirect(reverse("mfa_activate_totp"))
        return self.get_response(request)
