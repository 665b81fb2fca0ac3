"""Tells Django's `user.has_perm` the truth: the same rule as every page."""

from typing import Any

from guardian.backends import ObjectPermissionBackend

from access.levels import CODENAMES, Level
from access.section_access import highest_level
from core.policy import is_someone


class HoldBackend(ObjectPermissionBackend):
    """Object permissions from `visible_to`, so that guardian's own traps cannot bite.

    Stock guardian honours expired rows and knows neither restriction nor exclusion.
    """

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return perm.rpartition(".")[2] in self._codenames(user_obj, obj)

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return self._codenames(user_obj, obj)

    def get_group_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return self._codenames(user_obj, obj)

    def _codenames(self, user: Any, obj: Any) -> set[str]:
        """Permissions such as "view_profile" that the user has on this record."""
        if not is_someone(user) or not hasattr(type(obj), "SECTIONS"):
            return set()
        name = obj._meta.model_name
        highest = highest_level(user, obj)
        return {f"{CODENAMES[level]}_{name}" for level in Level if level <= highest}
