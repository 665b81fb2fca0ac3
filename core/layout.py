"""How forms are laid out: groups, questions that open, text between, buttons.

A layout is a list of field names and of these. Every word of theirs is escaped.
"""

from contextlib import contextmanager

from crispy_forms.layout import LayoutObject
from crispy_forms.utils import render_field
from django.template.loader import render_to_string
from django.utils.safestring import SafeString


@contextmanager
def _saying(context, **words):
    """Words for the fields inside. Crispy leaves layers of its own behind, so no push and pop."""
    before = {name: context.get(name) for name in words}
    context.update(words)
    yield
    context.update(before)


def _render(template, context, **content):
    return render_to_string(f"govuk/layout/{template}.html", {**context.flatten(), **content})


class Fieldset(LayoutObject):
    """Fields under one legend. With `depends`, which of them is needed depends on the others."""

    def __init__(self, legend, *fields, hint="", in_a_row=False, depends=False):
        self.legend, self.hint, self.in_a_row = legend, hint, in_a_row
        self.said = {"plain_labels": True, **({"depends": True} if depends else {})}
        self.fields = list(fields)

    def render(self, form, context, template_pack=None, **kwargs):
        with _saying(context, **self.said):
            inside = self.get_rendered_fields(form, context, template_pack)
            return _render("fieldset", context, fieldset=self, inside=inside)


class Reveal(LayoutObject):
    """Radio buttons or tick-boxes of one field, with fields below some of its choices.

    Reveal("basis", {"reported": ["told_by"]}). Without script the fields below are always open.
    """

    def __init__(self, field, reveals):
        self.field = field
        self.reveals = reveals
        self.fields = [field, *(name for names in reveals.values() for name in names)]

    def render(self, form, context, template_pack=None, **kwargs):
        # Needed or not depends on the answer above, so "(optional)" would mislead.
        with _saying(context, plain_labels=True, depends=True):
            inside = {
                value: SafeString(
                    "".join(
                        render_field(name, form, context, template_pack=template_pack)
                        for name in names
                    )
                )
                for value, names in self.reveals.items()
            }
        return render_field(
            self.field,
            form,
            context,
            template_pack=template_pack,
            extra_context={"reveals": inside},
        )


class Details(LayoutObject):
    """Fields that most writers do not need, folded away; open where one of them says something."""

    def __init__(self, summary, *fields):
        self.summary = summary
        self.fields = list(fields)

    def render(self, form, context, template_pack=None, **kwargs):
        with _saying(context, plain_labels=True, depends=True):
            inside = self.get_rendered_fields(form, context, template_pack)
        used = any(form[name].errors or _says_something(form[name]) for name in self.fields)
        return _render("details", context, details=self, inside=inside, is_open=used)


def _says_something(bound):
    """Does a field hold anything but what it begins with?"""
    default = bound.field.prepare_value(bound.field.initial)
    return str(bound.field.prepare_value(bound.value()) or "") != str(default or "")


class InlineRadios(LayoutObject):
    """Radio buttons in a row, for short answers."""

    def __init__(self, field):
        self.fields = [field]

    def render(self, form, context, template_pack=None, **kwargs):
        with _saying(context, inline=True):
            return self.get_rendered_fields(form, context, template_pack)


class Depending(LayoutObject):
    """Fields where one is enough: none of them is marked optional."""

    def __init__(self, *fields):
        self.fields = list(fields)

    def render(self, form, context, template_pack=None, **kwargs):
        with _saying(context, depends=True):
            return self.get_rendered_fields(form, context, template_pack)


class Rows(LayoutObject):
    """The small forms of `row_sets`, with a button for one more."""

    def __init__(self, name):
        self.name = name
        self.fields = [name]

    def render(self, form, context, template_pack=None, **kwargs):
        with _saying(context, plain_labels=True):
            return _render("rows", context, rows=form.rows[self.name])


class Piece(LayoutObject):
    """Something between the fields that is no field."""

    template = ""
    fields = ()

    def render(self, form, context, template_pack=None, **kwargs):
        return _render(self.template, context, piece=self)


class Text(Piece):
    """A paragraph between the fields."""

    template = "text"

    def __init__(self, words, *, quiet=False):
        self.words, self.quiet = words, quiet


class Heading(Piece):
    """A heading between the fields of a long form."""

    template = "heading"

    def __init__(self, words):
        self.words = words


class Kept(Piece):
    """Says which draft the form is kept as, and to the writer when it was."""

    template = "kept"

    def __init__(self, kind, of):
        self.kind, self.of = kind, of


class Submit(Piece):
    """A button that sends the form, elsewhere with `at`: green, or grey with `secondary`."""

    template = "submit"

    def __init__(self, words, *, name="", value="1", secondary=False, warning=False, at=""):
        self.words, self.name, self.value = words, name, value
        self.secondary, self.warning, self.at = secondary, warning, at


class Link(Piece):
    """A link beside the buttons."""

    template = "link"

    def __init__(self, words, url):
        self.words, self.url = words, url


class Buttons(LayoutObject):
    """The row of buttons at the end."""

    def __init__(self, *fields):
        self.fields = list(fields)

    def render(self, form, context, template_pack=None, **kwargs):
        inside = self.get_rendered_fields(form, context, template_pack)
        return _render("buttons", context, inside=inside)
