"""Sharing, asking and history of a person's record: the access pages, made concrete."""

from access.views import asking, giving, history, sharing, transfers
from profiles.models import Profile
from profiles.views.base import PersonMixin


class PersonSharing(PersonMixin, sharing.SharingPage):
    namespace = "profiles"
    model = Profile


class PersonGiveAccess(PersonMixin, giving.GiveAccessPage):
    namespace = "profiles"
    model = Profile


class PersonChangeAccess(PersonMixin, giving.ChangeAccessPage):
    namespace = "profiles"
    model = Profile


class PersonEndAccess(PersonMixin, giving.EndAccessPage):
    namespace = "profiles"
    model = Profile


class PersonRestrict(PersonMixin, sharing.RestrictPage):
    namespace = "profiles"
    model = Profile


class PersonLift(PersonMixin, sharing.LiftPage):
    namespace = "profiles"
    model = Profile


class PersonTransfer(PersonMixin, transfers.TransferPage):
    namespace = "profiles"
    model = Profile


class PersonWithdraw(PersonMixin, transfers.WithdrawPage):
    namespace = "profiles"
    model = Profile


class PersonReview(PersonMixin, asking.ReviewPage):
    namespace = "profiles"
    model = Profile


class PersonBreakGlass(asking.BreakGlassPage):
    namespace = "profiles"
    model = Profile


class PersonExclude(PersonMixin, sharing.ExcludePage):
    namespace = "profiles"
    model = Profile


class PersonReadmit(PersonMixin, sharing.ReadmitPage):
    namespace = "profiles"
    model = Profile


class PersonAnswer(PersonMixin, asking.AnswerPage):
    namespace = "profiles"
    model = Profile


class PersonRequestAccess(asking.AskPage):
    namespace = "profiles"
    model = Profile


class PersonHistory(PersonMixin, history.HistoryPage):
    namespace = "profiles"
    model = Profile
