"""What is measured, beside its floor and beside stock guardian."""

import random
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from guardian.core import ObjectPermissionChecker
from guardian.shortcuts import get_objects_for_user

from access import services
from access.models import Grant
from audit.models import Event
from audit.services import record
from bench import floors
from bench.everything import everything
from bench.filters import filtered
from bench.logs import logs
from bench.measure import FLOOR, GUARDIAN, PRODUCT, Cell
from bench.people import KINDS, MANY, Case, at_length, bulk_giver, cases, giver, receivers
from bench.register import readers, register
from bench.searches import people_page, searches
from core import policy
from core.paging import decode
from core.querysets import among
from profiles.models import Profile
from profiles.selectors import with_list_columns
from records.models import LawfulBasis

PERMISSIONS = ["view_profile", "contribute_profile", "manage_profile"]


def by_guardian(case: Case) -> Any:
    return get_objects_for_user(
        case.user, PERMISSIONS, klass=Profile, any_perm=True, accept_global_perms=False
    )


def guardian_page(case: Case, after: str = "") -> list[int]:
    """The same page, by name, from stock guardian."""
    found = by_guardian(case)
    if after:
        name, pk = last_key(after)
        found = found.filter(Q(sort_name__gt=name) | Q(sort_name=name, pk__gt=pk))
    rows = list(found.select_related("owner_team").order_by("sort_name", "pk")[:26])[:25]
    with_list_columns(rows, case.user)
    return [row.pk for row in rows]


def last_key(cursor: str) -> tuple[Any, ...]:
    """What the first page ended with."""
    key = decode(cursor, (str, int))
    if key is None:
        raise AssertionError("a first page without a second is no case")
    return key


def lists(kind: str, some: list[Case]) -> Iterator[Cell]:
    for order, words in (("name", "by name"), ("-activity", "by activity")):
        for page in ("first", "next"):
            yield _page(kind, some, f"{page} page {words}", order, page == "next")


def _page(kind: str, some: list[Case], name: str, order: str, is_next: bool) -> Cell:
    def after(case: Case) -> str:
        return case.after[order] if is_next else ""

    designs = {
        PRODUCT: lambda case: people_page(case, order, after=after(case)),
        FLOOR: lambda case: floors.page(
            case.user, order, last_key(after(case)) if is_next else None
        ),
    }
    by_name = order == "name"
    if by_name:  # guardian has no copy of the last activity to sort by
        designs[GUARDIAN] = lambda case: guardian_page(case, after(case))
    return Cell(
        name,
        kind,
        designs,
        some,
        goal=10,
        floor_ratio=4,
        guardian_ratio=5,
        # Who holds a record twice may have it on two pages of the floor's.
        same=by_name or not is_next,
        grows=True,
    )


def counts(kind: str, some: list[Case]) -> Iterator[Cell]:
    yield Cell(
        "capped count",
        kind,
        {
            PRODUCT: lambda case: Profile.objects.count_for(case.user),
            FLOOR: lambda case: floors.count(case.user),
            GUARDIAN: lambda case: by_guardian(case).count(),
        },
        some,
        goal=15,
        guardian_ratio=100,
        same=True,
    )


def single(kind: str, some: list[Case]) -> Iterator[Cell]:
    yield Cell(
        "check: may view",
        kind,
        {
            PRODUCT: lambda case: policy.can(case.user, "profile.view", case.profile),
            FLOOR: lambda case: floors.check(case.user, case.profile.pk),
            GUARDIAN: lambda case: ObjectPermissionChecker(case.user).has_perm(
                "view_profile", case.profile
            ),
        },
        some,
        goal=1,
    )


def undone(act: Callable[[Any], Any]) -> Callable[[Any], None]:
    """Does it in a transaction that is taken back: timed with all checks, without the flush."""

    def design(case: Any) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            act(case)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            transaction.set_rollback(True)

    return design


def committed(act: Callable[[Any], Any]) -> Callable[[Any], None]:
    def design(case: Any) -> None:
        with transaction.atomic():
            act(case)

    return design


def writes(some: list[Case], rng: random.Random) -> Iterator[Cell]:
    basis = LawfulBasis.objects.first()

    def read(case: Case) -> None:
        record(
            verb="profile.view:view",
            operation=Event.CONSULTATION,
            actor=case.user,
            target=case.profile,
            detail={"shown": "view"},
        )

    yield Cell(
        "event of a read, committed",
        "small",
        {
            PRODUCT: committed(read),
            FLOOR: committed(lambda case: floors.event(case.user, case.profile)),
        },
        some,
    )

    def give(case: tuple[Any, Any, Any]) -> None:
        by, profile, team = case
        by.__dict__.pop("live_memberships", None)  # a page asks for them once
        services.give_access(
            obj=profile, by=by, team=team, level=1, sections=["log"], purpose="x", basis=basis
        )

    yield Cell(
        "give one team access",
        "manager",
        {
            PRODUCT: undone(give),
            FLOOR: undone(lambda case: floors.grant(case[0], case[1], case[2], basis)),
        },
        giver(rng),
    )


def many(rng: random.Random) -> Iterator[Cell]:
    """A grant of 5,000, and a transfer."""
    basis = LawfulBasis.objects.first()
    found = bulk_giver()

    def give_many(case: tuple[Any, Any, Any]) -> None:
        by, ids, team = case
        by.__dict__.pop("live_memberships", None)
        done = services.give_access_to_many(
            records=Profile.objects.filter(pk__in=among(ids)),
            by=by,
            team=team,
            level=1,
            sections=["log"],
            purpose="x",
            basis=basis,
        ).done
        if done != MANY:
            raise AssertionError(f"{done} were shared")

    yield Cell(
        "give one team access to 5,000 people",
        "manager",
        {
            PRODUCT: undone(give_many),
            FLOOR: undone(lambda case: floors.grants(case[0], case[1], case[2], basis)),
        },
        [found] if found else [],
        goal=300,
        samples=20,
    )

    def transfer(case: tuple[Any, Any, Any]) -> None:
        by, profile, taker = case
        proposed = services.propose_transfer(
            obj=profile, by=by, to_team=taker.team, note="x", keep=1, basis=basis
        )
        services.accept_transfer(transfer=proposed, by=taker.user, basis=basis)

    yield Cell(
        "transfer, proposed and accepted", "manager", {PRODUCT: undone(transfer)}, receivers(rng)
    )


def cases_by_kind(rng: random.Random) -> dict[str, list[Case]]:
    """Whom it is measured for."""
    found = {kind: cases(kind, rng) for kind in KINDS}
    return {kind: some for kind, some in found.items() if some}


def all_cells(by_kind: dict[str, list[Case]], rng: random.Random) -> Iterator[Cell]:
    """Every cell, kind after kind."""
    for part in (lists, filtered, counts, searches, everything, single):
        for kind, some in by_kind.items():
            yield from part(kind, some)
    yield from register(readers(rng))
    yield from logs(at_length(rng))
    yield from writes(by_kind["small"], rng)
    yield from many(rng)


def rows_of(model: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT reltuples::bigint FROM pg_class WHERE relname = %s", [model._meta.db_table]
        )
        return cursor.fetchone()[0]


def contents() -> dict[str, int]:
    """How many rows of what."""
    from agencies.models import Membership, Team, User
    from cases import models as joint
    from profiles.models import Contact, ProfileExclusion, ProfileTeamHold, ProfileUserHold
    from referrals.models import Intervention, Party
    from tasks.models import Task

    models = [
        Profile,
        Contact,
        ProfileTeamHold,
        ProfileUserHold,
        Grant,
        ProfileExclusion,
        Team,
        User,
        Membership,
        Event,
        joint.Case,
        joint.Participant,
        joint.Action,
        Task,
        Intervention,
        Party,
    ]
    return {str(model._meta.verbose_name_plural): max(rows_of(model), 0) for model in models}
