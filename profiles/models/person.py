"""The person, and the tables of who has access to the record."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from access.models import SharedModel, access_models, access_permissions
from core.dates import age
from core.tidy import is_name
from profiles.models.lookups import Ethnicity
from profiles.querysets import ProfileQuerySet


class Profile(SharedModel):
    """One record of one person, who may be offender, victim and vulnerable at once."""

    # Identity (names, birth date, roles, warnings, owner, who is involved) comes with any hold.
    SECTIONS = {
        "log": "Log",
        "risk": "Risk",
        "reports": "Reports",
        "documents": "Documents",
        "relationships": "Relationships",
        "contact_details": "Addresses and phones",
        "missing_plan": "Missing plan",
    }
    EMPTY_SECTIONS = frozenset({"relationships"})
    ALWAYS_READ = "Name, date of birth, roles and warnings"
    SURNAME = "split_part(sort_name, ',', 1)"

    class Sex(models.TextChoices):
        FEMALE = "female", "Female"
        MALE = "male", "Male"
        NOT_KNOWN = "not_known", "Not known"

    class Interpreter(models.TextChoices):
        NEEDED = "yes", "Needed"
        NOT_NEEDED = "no", "Not needed"

    LETTER = "P"
    ACCESS_EXPORTED_AS = "access"
    OLDEST = 120

    surname = models.CharField(max_length=80, validators=[is_name])
    forenames = models.CharField("first names", max_length=110, blank=True, validators=[is_name])
    born_on = models.DateField("date of birth", null=True, blank=True)
    # Where the date of birth is not known; an age is worth something only with its day.
    estimated_age = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(OLDEST)]
    )
    age_estimated_on = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=10, choices=Sex, default=Sex.NOT_KNOWN)
    # As the person says it, in the person's words.
    gender = models.CharField(max_length=60, blank=True)
    ethnicity = models.ForeignKey(
        Ethnicity, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    first_language = models.CharField(max_length=60, blank=True)
    interpreter = models.CharField(max_length=3, choices=Interpreter, blank=True)
    interpreter_language = models.CharField("interpreter for", max_length=60, blank=True)
    # The one that is shown now.
    photo = models.ForeignKey(
        "profiles.ProfilePhoto",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    created_by = models.ForeignKey(
        "agencies.User", on_delete=models.PROTECT, related_name="+", editable=False
    )

    objects = ProfileQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["search_names"], cascade_delete_history=False)

    class Meta(SharedModel.Meta):
        abstract = False
        verbose_name = "person"
        verbose_name_plural = "people"
        permissions = access_permissions("profile", "this person's record")
        constraints = [
            models.CheckConstraint(
                condition=Q(estimated_age=None, age_estimated_on=None)
                | Q(
                    estimated_age__lte=120,
                    estimated_age__isnull=False,
                    age_estimated_on__isnull=False,
                    born_on=None,
                ),
                name="profile_age_estimated_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(interpreter_language="") | Q(interpreter="yes"),
                name="profile_interpreter_for_a_language",
            ),
        ]
        indexes = [
            *SharedModel.Meta.indexes,
            models.Index(fields=["born_on"], name="profile_born"),
        ]

    class Sensitivity:
        public = "created_by photo"
        personal = (
            "surname forenames born_on estimated_age age_estimated_on sex first_language "
            "interpreter interpreter_language"
        )
        special = "gender ethnicity"

    def __str__(self):
        return self.name

    @property
    def face_url(self):
        """Where the thumbnail of the photo is that is shown now; nothing without one."""
        return reverse("profiles:face", args=[self.uuid]) if self.photo_id else ""

    @property
    def shown_photo(self):
        """The photo that is shown now, unless it was withdrawn."""
        return None if self.photo is None or self.photo.is_withdrawn else self.photo

    @property
    def name(self):
        return f"{self.forenames} {self.surname}".strip()

    def clean(self):
        """A date of birth takes the place of an estimate; a language belongs to an interpreter."""
        if self.born_on or self.estimated_age is None:
            self.estimated_age = self.age_estimated_on = None
        elif self.age_estimated_on is None:
            self.age_estimated_on = timezone.localdate()
        if self.interpreter != self.Interpreter.NEEDED:
            self.interpreter_language = ""

    @property
    def age_by_now(self):
        """The estimate, as many years older as have passed since."""
        if self.estimated_age is None:
            return None
        return self.estimated_age + age(self.age_estimated_on)

    @property
    def interpreted_from(self):
        """The language to ask an interpreter for; nothing where it is not known."""
        return self.interpreter_language or self.first_language

    @classmethod
    def subjects_of(cls, records):
        return [person.pk for person in records]


ProfileTeamHold, ProfileUserHold, ProfileActivity, ProfileExclusion = access_models(
    Profile, short="p"
)
