"""A parcel, and the tables of who has access to it."""

from django.db import models
from simple_history.models import HistoricalRecords

from access.models import SharedModel, access_models, access_permissions


class Parcel(SharedModel):
    """Something that a team looks after."""

    # The bit that is a person's log is a parcel's stamps.
    SECTIONS = {"stamps": "Stamps", "log": "Log"}
    LETTER = "Z"

    title = models.CharField(max_length=80)
    history = HistoricalRecords()

    class Meta(SharedModel.Meta):
        permissions = access_permissions("parcel", "this parcel")

    class Sensitivity:
        public = "uuid reference owner_team lead is_restricted version created_at"
        personal = "sort_name search_names title"

    def __str__(self):
        return self.title

    def subject_ids(self):
        return []


ParcelTeamHold, ParcelUserHold, ParcelActivity, ParcelExclusion = access_models(Parcel, short="z")
