"""Webhooks, for programs: where one leads, how it does, and what was sent."""

from rest_framework import serializers

from api.models import WebhookMessage
from api.serializers.fields import Key, Moment, Number, Text


class WebhookSerializer(serializers.Serializer):
    """A webhook: its host, what it is told of, and how it does.

    What stands behind the host may be a secret and is shown to people alone, as is who added it.
    """

    uuid = Key()
    host = Text()
    kinds = serializers.ListField(child=Text(), read_only=True)
    state = serializers.SerializerMethodField()
    created_at = Moment()
    last_sent_at = Moment(allow_null=True)
    failing_since = Moment(allow_null=True)
    switched_off_at = Moment(allow_null=True)
    why_off = Text()
    earlier_secret_until = Moment(source="secret_before_until", allow_null=True)

    def get_state(self, webhook) -> str:
        """On, failing or off."""
        return "off" if webhook.switched_off_at else "failing" if webhook.failing_since else "on"


class MessageSerializer(serializers.Serializer):
    """What has become of one message. Its uuid is the `webhook-id`.

    `type` is null if it was never sent, or the client may not see any more what it was about.
    """

    uuid = Key()
    type = serializers.SerializerMethodField()
    state = Text()
    attempts = Number()
    made_at = Moment()
    tried_at = Moment(allow_null=True)
    next_at = serializers.SerializerMethodField()
    status = Number(allow_null=True)
    problem = Text()

    def get_type(self, message) -> str | None:
        was_told = message.tried_at and message.state != WebhookMessage.State.WITHHELD
        return message.verb if was_told else None

    def get_next_at(self, message) -> str | None:
        waits = message.state == WebhookMessage.State.WAITING
        return message.not_before.isoformat() if waits else None
