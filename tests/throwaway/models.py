"""A parcel, and the tables of who has access to it."""

from django.db import models
from simple_history.models import HistoricalRecords

from access.models import SharedModel, access_models, access_permissions


class Parcel(SharedModel):
    """Something that a team looks after."""

    # In another order than a person’s, so that the same section is another bit.
    SECTIONS = {"risk": "Risk", "log": "Log"}
    LETTER = "Z"
    CAN_CLOSE = True

    title = models.CharField(max_length=80)
    is_open = models.BooleanField(default=True)
    history = HistoricalRecords()

    class Meta(SharedModel.Meta):
        permissions = access_permissions("parcel", "this parcel")

    class Sensitivity:
        public = "is_open"
        personal = "title"

    def __str__(self):
        return self.title

    @classmethod
    def subjects_of(cls, records):
        return []


ParcelTeamHold, ParcelUserHold, ParcelActivity, ParcelExclusion = access_models(Parcel, short="z")
