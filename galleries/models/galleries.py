"""Galleries: what each is for, who sees it, and what its tiles show."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse

from galleries.querysets import GalleryQuerySet
from records.models import Lookup


class GalleryKind(Lookup):
    """What the people on a gallery have in common: vulnerable, wanted, missing, a cohort."""


class Gallery(models.Model):
    """A wall of people whom an audience of areas and teams should recognise.

    Its curators choose who is on it. What a tile shows is the gallery's own setting: the record
    behind it needs access of its own.
    """

    class Names(models.TextChoices):
        FULL = "full", "Full name"
        INITIALS = "initials", "Initials"
        NONE = "none", "No name"

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=80)
    kind = models.ForeignKey(GalleryKind, on_delete=models.PROTECT, related_name="+")
    # Whose administrators decide who sees it.
    area = models.ForeignKey("agencies.Area", on_delete=models.PROTECT, related_name="+")
    criteria = models.TextField("who belongs on it", max_length=1000)
    review_days = models.PositiveSmallIntegerField(
        "days until an entry is reviewed",
        default=28,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
    )
    names = models.CharField(max_length=8, choices=Names, default=Names.INITIALS)
    shows_photo = models.BooleanField("tiles show the photo", default=False)
    areas = models.ManyToManyField("agencies.Area", blank=True, related_name="+")
    teams = models.ManyToManyField("agencies.Team", blank=True, related_name="+")
    curators = models.ManyToManyField("agencies.Team", related_name="+")
    is_closed = models.BooleanField("closed", default=False)

    objects = GalleryQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        verbose_name_plural = "galleries"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(review_days__gte=1, review_days__lte=365),
                name="gallery_reviewed_within_a_year",
            )
        ]

    class Sensitivity:
        public = (
            "slug title kind area criteria review_days names shows_photo areas teams curators "
            "is_closed"
        )

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("galleries:gallery", args=[self.slug])

    @property
    def event_label(self):
        return f"Gallery {self.title}"[:80]

    def subject_ids(self):
        return []
