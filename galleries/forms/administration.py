"""What a gallery is for, who sees it, and what its tiles show."""

from django import forms

from core.forms import Form
from core.widgets import Checkboxes, Radios, TextArea, short
from galleries.models import Gallery, GalleryKind


class GalleryForm(Form):
    """A gallery, as the administrators of its area decide it."""

    title = forms.CharField(label="Title", max_length=80)
    kind = forms.ModelChoiceField(GalleryKind.objects.none(), label="Kind")
    criteria = forms.CharField(
        label="Who belongs on it?", max_length=1000, widget=TextArea(rows=3)
    )
    review_days = forms.IntegerField(
        label="Days until an entry is reviewed",
        min_value=1,
        max_value=365,
        widget=short(3),
        initial=28,
    )
    names = forms.ChoiceField(
        label="Name shown on tiles", choices=Gallery.Names.choices, widget=Radios()
    )
    shows_photo = forms.BooleanField(label="Tiles show the photo", required=False)
    areas = forms.ModelMultipleChoiceField(
        None,
        label="Areas that see it",
        required=False,
        widget=Checkboxes,
        help_text="Practitioners and managers of every team based there",
    )
    teams = forms.ModelMultipleChoiceField(
        None, label="Other teams that see it", required=False, widget=Checkboxes
    )
    curators = forms.ModelMultipleChoiceField(
        None,
        label="Teams that choose who is on it",
        widget=Checkboxes,
        help_text="They add only people whose records they can read",
    )
    is_closed = forms.BooleanField(label="Closed: nobody can be added", required=False)

    def __init__(self, *args, areas, teams, submit, **kwargs):
        super().__init__(*args, **kwargs)
        self.submit = submit
        self.fields["kind"].queryset = GalleryKind.objects.offered()
        self.fields["areas"].queryset = areas
        for name in ("teams", "curators"):
            self.fields[name].queryset = teams
        if self.edited is None:
            del self.fields["is_closed"]
