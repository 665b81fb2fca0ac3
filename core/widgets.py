"""Form controls that need more said about them than Django's own."""

from django import forms


class Radios(forms.RadioSelect):
    """Radio buttons; short ones in a row. A hint may stand below a choice."""

    def __init__(self, *, inline=False, hints=None, **kwargs):
        super().__init__(**kwargs)
        self.inline = inline
        self.hints = hints or {}


class Checkboxes(forms.CheckboxSelectMultiple):
    """Tick-boxes for several answers. A hint may stand below a choice."""

    def __init__(self, *, hints=None, **kwargs):
        super().__init__(**kwargs)
        self.hints = hints or {}


class Autocomplete(forms.Select):
    """A long list of choices, found by typing; without script, the list itself."""

    def __init__(self, attrs=None, choices=()):
        super().__init__({"data-autocomplete": "", **(attrs or {})}, choices)


class TextArea(forms.Textarea):
    """Several lines of text. The limit is counted, never cut off at."""

    def __init__(self, rows=5, **kwargs):
        super().__init__(**kwargs)
        self.attrs |= {"rows": rows}
        self.attrs.pop("cols", None)


def short(width=10):
    """A text box as wide as its answer: 2, 3, 4, 5, 10, 20 or 30 characters."""
    return forms.TextInput(attrs={"class": f"govuk-input--width-{width}"})
