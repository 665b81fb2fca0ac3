"""What is known of somebody before they go missing, in the order in which it is needed."""

from django import forms

from core.forms import Form, ModelForm
from core.widgets import TextArea
from missing.models import Plan


class PlanForm(ModelForm):
    """The plan of one person."""

    submit = "Save the plan"

    # Shorter than the model's: an episode says "Usually:" before it.
    clothing = forms.CharField(
        label="What do they usually wear?", max_length=900, required=False, widget=TextArea(rows=3)
    )

    class Meta:
        model = Plan
        fields = [
            *("protocol", "description", "clothing", "lives_at", "places", "who_to_ring"),
            *("medication", "friends", "devices", "previous"),
        ]
        labels = {
            "description": "What do they look like?",
            "lives_at": "Where do they live?",
            "places": "Where may they go?",
            "who_to_ring": "Who to ring first?",
            "medication": "Medicines and health",
            "friends": "Friends and family",
            "devices": "Phones and accounts",
            "previous": "Earlier times",
        }
        help_texts = {
            "description": "Height, build, hair, eyes, skin, glasses, marks, tattoos",
            "places": "Where they were found before, where they feel safe, and how they get about",
            "who_to_ring": "Names and telephone numbers, in the order to try them",
            "medication": "What they take, when they need the next, and what happens without it",
            "friends": "Names, and how to reach them",
            "devices": "Numbers, user names, and which of them they answer",
            "previous": "How long they were away, where they were, and with whom",
        }
        error_messages = {"protocol": {"required": "Choose the protocol"}}
        widgets = {
            "protocol": forms.RadioSelect,
            **{
                name: TextArea(rows=4) for name in ("description", "places", "friends", "previous")
            },
            **{name: TextArea(rows=3) for name in ("devices", "who_to_ring", "medication")},
        }

    def _post_clean(self):
        """The model is asked by the service."""


class ReviewPlanForm(Form):
    """A button: what the plan says is still right."""

    submit = "Confirm the plan"


class TakeOverForm(Form):
    """A button: the episode says what the plan says now."""

    submit = "Use the changed plan"


class LinkForm(Form):
    """A button: the person who is missing is the person of this record."""

    submit = "Link to this record"
