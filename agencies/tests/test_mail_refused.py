"""A mail server that refuses for good is not asked again in a few minutes."""

import smtplib

import pytest
from django.core.exceptions import ValidationError

from agencies import mail
from agencies.tests.factories import UserFactory

pytestmark = pytest.mark.slow

TO = "someone@police.example"


@pytest.fixture
def refuses(monkeypatch):
    def refuses(problem):
        def send(*args, **kwargs):
            raise problem

        monkeypatch.setattr("agencies.mail.send_mail", send)
        with pytest.raises(ValidationError) as refused:
            mail.send_invitation(UserFactory.build(email=TO), "token", days=7)
        return refused.value

    return refuses


def test_an_address_that_is_refused_for_good_is_told_at_its_field(refuses):
    problem = refuses(smtplib.SMTPRecipientsRefused({TO: (550, b"no such user")}))

    assert problem.message_dict == {
        "email": [
            "The mail server refuses this e-mail address. Check it, and correct it. "
            "Nothing was saved."
        ]
    }


@pytest.mark.parametrize(
    "permanent",
    [
        smtplib.SMTPSenderRefused(553, b"not you", "no-reply@ecins.example"),
        smtplib.SMTPAuthenticationError(535, b"wrong"),
        smtplib.SMTPDataError(554, b"spam"),
        smtplib.SMTPNotSupportedError("no STARTTLS"),
    ],
)
def test_what_will_not_help_is_not_proposed(refuses, permanent):
    (words,) = refuses(permanent).messages

    assert "trying again will not help" in words
    assert "minutes" not in words


@pytest.mark.parametrize(
    "passing",
    [
        smtplib.SMTPRecipientsRefused({TO: (450, b"greylisted")}),
        smtplib.SMTPResponseException(421, b"busy"),
        smtplib.SMTPServerDisconnected("gone"),
        ConnectionRefusedError(),
        TimeoutError(),
    ],
)
def test_what_may_pass_is_tried_again(refuses, passing):
    (words,) = refuses(passing).messages

    assert words.endswith("Try again in a few minutes.")
