"""Signs people in. It gives no permissions: those come from holds, on a record, alone."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from agencies.models.accounts import with_memberships
from agencies.sessions import account_key
from core.request_cache import cached_for_request


class SignInBackend(AuthenticationBackend):
    """Allauth's sign-in, without Django's permissions by user and group."""

    def get_user(self, user_id: Any) -> Any:
        """The account of a session, unless it is closed."""
        user = cached_for_request(account_key(user_id), lambda: with_memberships(user_id))
        return user if user is not None and self.user_can_authenticate(user) else None

    def user_can_authenticate(self, user: Any) -> bool:
        """An open account of a person; programs have keys, and no sessions."""
        return super().user_can_authenticate(user) and not user.is_program

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return False

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return set()

    def get_user_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return set()

    def get_group_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return set()

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return False
