"""URLs of sign-in and of your own account. No registration, no reset by e-mail."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.usersessions import views as sessions
from csp.decorators import csp_update
from django.contrib.auth.decorators import login_not_required
from django.urls import path

from agencies.views import account as own

urlpatterns = [
    path("sign-in/", login_not_required(account.login), name="account_login"),
    path("sign-in/code/", login_not_required(mfa.authenticate), name="mfa_authenticate"),
    path("sign-in/closed/", login_not_required(account.account_inactive), name="account_inactive"),
    path("sign-out/", own.SignOut.as_view(), name="account_logout"),
    path("account/", own.AccountPage.as_view(), name="account"),
    path("account/address/", own.ConfirmAddress.as_view(), name="confirm-address"),
    path("account/team/", own.ActingTeam.as_view(), name="acting-team"),
    path("account/confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("account/confirm/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/two-step/", mfa.index, name="mfa_index"),
    path(
        "account/two-step/app/",
        # The code to scan is a picture inside the page.
        csp_update({"img-src": ["data:"]})(totp.activate_totp),
        name="mfa_activate_totp",
    ),
    path("account/two-step/app/off/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path(
        "account/two-step/codes/",
        recovery_codes.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "account/two-step/codes/new/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("account/sessions/", sessions.list_usersessions, name="usersessions_list"),
]
