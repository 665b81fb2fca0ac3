"""What an administrator fills in for an import, and the choices about possible duplicates."""

from crispy_forms.layout import LayoutObject
from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from agencies.models import Team
from core.forms import Form
from core.stale import Opened, OpenedField
from imports.reading import ENCODINGS, MOST_MEGABYTES, read_file
from profiles.models import Role
from records.models import LawfulBasis

DETECT = "Find out from the file"


class UploadForm(Form):
    """A file of people, for which team it is, and where it comes from."""

    submit = "Check this file"

    team = forms.ModelChoiceField(Team.objects.none(), label="Which team will manage the records?")
    file = forms.FileField(
        label="File",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text=f"CSV or Excel (.xlsx), up to {MOST_MEGABYTES} MB and 20,000 people",
    )
    encoding = forms.ChoiceField(
        label="How was a CSV file saved?",
        required=False,
        choices=[("", DETECT), *ENCODINGS.items()],
        help_text="Leave this unless you are asked, or accents look wrong.",
    )
    source = forms.CharField(
        label="Source of this information",
        max_length=Role._meta.get_field("source").max_length,
        help_text="For example Staffordshire IOM cohort, June 2026. Each role will name it.",
    )
    basis = forms.ModelChoiceField(LawfulBasis.objects.none(), label="Lawful basis")
    role = forms.ChoiceField(
        label="Role of people without one in the file",
        required=False,
        choices=[("", "None"), *Role.Kind.choices],
    )

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams
        if len(teams) == 1:
            self.fields["team"].initial = teams[0]
        self.fields["basis"].queryset = LawfulBasis.objects.offered()

    def clean(self):
        """Read the file, once all else is right: what is wrong with it stands by its field."""
        cleaned = super().clean()
        if self.errors:
            if "file" in cleaned:
                self.add_error("file", "Choose the file again. A browser forgets it.")
            return cleaned
        try:
            cleaned["read"] = read_file(cleaned["file"], cleaned["encoding"])
        except ValidationError as problem:
            for name, words in problem.message_dict.items():
                self.add_error(name, words)
            if "file" not in problem.message_dict:
                self.add_error("file", "Choose the file again. A browser forgets it.")
        return cleaned


class RowBox(LayoutObject):
    """One row of the file, who may be the same, and the tick-box about it."""

    def __init__(self, row):
        self.row, self.fields = row, [f"row-{row.number}"]

    def render(self, form, context, template_pack=None, **kwargs):
        box = self.get_rendered_fields(form, context, template_pack)
        return render_to_string("imports/_choice.html", {"row": self.row, "box": box})


class ChoicesForm(Form):
    """For each row of a page: is the person somebody else than all that is proposed?

    The page says what it showed of each row. Only what the writer decided otherwise is chosen, so
    that of two who choose at once neither undoes what the other chose on a row they left alone.
    """

    submit = "Save these choices"

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.listed = rows
        shown = {f"row-{row.number}": _shown(row, row.is_another) for row in rows}
        self.fields["shown"] = OpenedField(initial=str(Opened.of(shown)))
        for row in rows:
            self.fields[f"row-{row.number}"] = forms.BooleanField(
                label=f"Row {row.number} is somebody else: create a record",
                required=False,
                initial=row.is_another,
            )

    def layout(self):
        return [RowBox(row) for row in self.listed]

    def chosen(self):
        """By the number of the row, is it somebody else? Of rows that the writer changed."""
        sent = {row: self.cleaned_data[f"row-{row.number}"] for row in self.listed}
        return {row.number: tick for row, tick in sent.items() if self._showed(row, not tick)}

    def unseen(self):
        """Are there rows that the writer did not see, or not with these people?"""
        return not all(self._showed(row, True) or self._showed(row, False) for row in self.listed)

    def _showed(self, row, is_another):
        shown = self.cleaned_data["shown"]
        return not shown.differs(f"row-{row.number}", _shown(row, is_another))


def _shown(row, is_another):
    """What the page shows of a row: who may be the same, and whether it is ticked."""
    return [is_another, f"row {row.same_as}", *(f"person {one.person.pk}" for one in row.people)]


class AgreeForm(Form):
    """Nothing to say but yes."""

    def __init__(self, *args, submit, **kwargs):
        self.submit = submit
        super().__init__(*args, **kwargs)
