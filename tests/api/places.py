"""Where programs of the police find something: the addresses of every kind of record there is."""

import re

from api.models import Webhook
from api.tests.factories import program_of
from api.tests.webhook_factories import webhook_with_messages
from core.tests.worlds import World, hidden_worlds, shared_worlds
from galleries.models import Gallery
from tests.sweeping import ROUTES, child_of, view_of

A_MINUTE = 30_000
NARROW = ["people:read", "log:read", "statistics:read", "tasks:write"]


class Populated:
    """A record of every kind with all that belongs to it, and three kinds of programs."""

    def __init__(self, cast):
        self.worlds = {world.model: world for world in worlds(cast)}
        everything = program_of(cast.police, a_minute=A_MINUTE)
        # A client sees no webhooks but its own.
        webhook, children = webhook_with_messages(everything.client)
        self.worlds[Webhook] = World(Webhook, cast.outsider, {"uuid": webhook.uuid}, children)
        narrow = program_of(cast.police, a_minute=A_MINUTE, scopes=NARROW)
        self.slugs = {
            "key": "people-by-role",
            "slug": Gallery.objects.get().slug,
            "code": cast.staffordshire.code,
        }
        self.secrets = {"everything": everything.secret, "narrow": narrow.secret}
        self.places = {shape(route): self.parts(name, view) for name, route, view in api_routes()}

    def headers(self, kind):
        """Those of a program that has every scope, or few; or of nobody."""
        secret = self.secrets.get(kind)
        return {"Authorization": f"Bearer {secret}"} if secret else {}

    def parts(self, name, view):
        """What is in this address: of the record of its kind, and what belongs to that."""
        world = self.worlds.get(getattr(view_of(view), "model", None))
        child = {"child": child_of(world, name)} if world else {}
        found = {**self.slugs, **(world.values | world.slugs if world else {}), **child}
        return {key: str(value) for key, value in found.items()}


def worlds(cast):
    """A world of each kind."""
    for make in shared_worlds().values():
        yield make(cast)
    for model, make in hidden_worlds().items():
        record, stranger, *children = make(cast)
        yield World(model, stranger, {"uuid": record.uuid}, *children)


def api_routes():
    return [(name, route, view) for name, route, view in ROUTES if name.startswith("api:")]


def shape(route):
    """The address as the document has it."""
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route)
