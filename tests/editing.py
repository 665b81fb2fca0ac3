"""Forms as a browser sends them: what the page showed, with what was typed over it."""

from django.forms import CheckboxInput


def sent(client, address):
    """What the form at this address sends if nothing is typed."""
    return filled(client.get(address).context["form"])


def filled(form):
    """What a form on a page sends as it stands."""
    values = {}
    for bound in form:
        value = bound.value()
        if isinstance(bound.field.widget, CheckboxInput):
            value = "on" if value else None
        elif isinstance(value, list | tuple):
            value = [str(getattr(one, "pk", one)) for one in value]
        if value is not None:
            values[bound.html_name] = value
    return values
