"""Random stories, a number of them for each run; a story that fails is made shorter."""

from collections.abc import Callable
from typing import Any

import hypothesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.parts import seed


def tell_many(
    tell_one: Callable[[list[Any]], None], stories: st.SearchStrategy, *, number: int, part: int
) -> list[int]:
    """Tell so many stories drawn from these. How many steps each had.

    `part` draws others with the same seed, which is printed: with it they can be told again.
    """
    print(f"ECINS_SEED={seed()}")  # noqa: T201 - to tell these stories again
    told = []

    @hypothesis.seed(seed() * 10 + part)
    @settings(
        max_examples=number,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(steps=stories)
    def every_story(steps: list[Any]) -> None:
        tell_one(steps)
        told.append(len(steps))

    every_story()
    assert len(told) >= number
    return told
