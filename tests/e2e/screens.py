"""The screens of the stories, and which one a story runs on."""

import zlib

import pytest

WIDE = {"width": 1280, "height": 900, "script": True}
PHONE = {"width": 360, "height": 800, "script": True}
WITHOUT_SCRIPT = {**WIDE, "script": False}
PHONE_WITHOUT_SCRIPT = {**PHONE, "script": False}
with_and_without = pytest.mark.parametrize(
    "screen",
    [WIDE, PHONE, WITHOUT_SCRIPT, PHONE_WITHOUT_SCRIPT],
    ids=["wide", "phone", "wide-without-script", "phone-without-script"],
)


def taking_turns(items: list[pytest.Item], turn: int) -> list[pytest.Item]:
    """Each story on one of its screens: the next one at the next turn, not the same for all."""
    families: dict[str, list[pytest.Item]] = {}
    for item in items:
        if "screen" in getattr(getattr(item, "callspec", None), "params", {}):
            families.setdefault(item.nodeid.partition("[")[0], []).append(item)
    left_out = set()
    for story, family in families.items():
        chosen = (turn + zlib.crc32(story.encode())) % len(family)
        left_out |= {item for place, item in enumerate(family) if place != chosen}
    return [item for item in items if item not in left_out]
