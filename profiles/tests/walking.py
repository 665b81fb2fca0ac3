"""How the tests of pages walk them."""

from django.urls import reverse


def url(name, person, *args):
    return reverse(f"profiles:{name}", args=[person.uuid, *args])


def post(client, address, **data):
    response = client.post(address, data)
    return response, response.content.decode()


def edit(client, address, **data):
    """Open the form at this address, and send these fields with what it was opened with."""
    opened = client.get(address).context["form"]["opened"].value()
    return post(client, address, opened=opened, **data)
