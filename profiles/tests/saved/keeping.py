"""What tests of saved views share."""

import html
import re

from django.urls import reverse

from audit.models import Event
from profiles import services

ADD, ALL = reverse("profiles:saved-view-add"), reverse("profiles:saved-views")
WITNESSES = "role=witness"


def words(response):
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(html.unescape(text).split())


def keep(by, name="Witnesses", query=WITNESSES, kind="profiles:list"):
    return services.save_view(by=by, kind=kind, name=name, query=query)


def events(verb):
    return list(Event.objects.filter(verb=verb).order_by("pk"))


# ---- Names --------------------------------------------------------------------------------------
SAME = "You have a saved view of this name"
