"""Records that go with a record, and may be shared in one go with it: the cases of a person.

Upper apps register where they come from; giving access asks for them by the record.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from access.models import SharedModel
from agencies.models import User
from core import policy

# No more are offered in one go.
MOST = 20


@dataclass(frozen=True)
class GoesWith:
    """A record that goes with another, and whom else it names, as the giver may know them."""

    record: SharedModel
    others: list[str] = field(default_factory=list)

    @property
    def value(self) -> str:
        return str(self.record.uuid)

    @property
    def label(self) -> str:
        return f"{self.record.reference}, {self.record}"


Provider = Callable[[Any, User], Iterable[GoesWith]]
_providers: dict[str, list[Provider]] = defaultdict(list)


def goes_with(label: str) -> Callable[[Provider], Provider]:
    """Register where records that go with this kind come from: `profiles.profile`.

    The provider yields those that the giver may read, and that are open.
    """

    def register(provider: Provider) -> Provider:
        _providers[label].append(provider)
        return provider

    return register


def records_with(obj: SharedModel, giver: User) -> list[GoesWith]:
    """The records that go with this one, to which the giver may give access."""
    providers = _providers[obj._meta.label_lower]
    found = [one for provider in providers for one in provider(obj, giver)]
    return [one for one in found if policy.can(giver, "access.grant", one.record)][:MOST]
