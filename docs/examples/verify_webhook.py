"""Checks that a message of a webhook comes from E-CINS and is no older than five minutes.

Keep the ids of messages for a day, and answer 204 to one that you have had already.
"""

import base64
import hashlib
import hmac
import time

OLDEST = 300  # seconds


def is_from_ecins(secret, headers, body):
    """Is the body, as it arrived, signed by this secret (whsec_…) and fresh?

    `headers` has their names in small letters. During a change of the secret there are two
    signatures with a space between them: one that fits is enough.
    """
    number, at = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not at.isdecimal() or abs(time.time() - int(at)) > OLDEST:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    mac = hmac.new(key, f"{number}.{at}.".encode() + body, hashlib.sha256).digest()
    expected = "v1," + base64.b64encode(mac).decode()
    sent = headers.get("webhook-signature", "").split(" ")
    return any(hmac.compare_digest(expected.encode(), one.encode()) for one in sent)
