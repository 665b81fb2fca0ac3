"""The product and the independent rule of `oracle.py`, taken through the same steps."""

from tests.story.joining import JoiningSteps
from tests.story.passing import TimeSteps
from tests.story.places import PlaceSteps
from tests.story.sharing import SharingSteps


class Story(SharingSteps, JoiningSteps, PlaceSteps, TimeSteps):
    """All the steps of a story: who acts, what they do, and what both sides say of it."""
