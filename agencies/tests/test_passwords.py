"""Which passwords are refused."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from agencies.models import User

USER = User(username="priya.nandra", name="PC Priya Nandra", email="priya@staffs.example.org")


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "fourteen chars",
        "passwordpassword",
        "Password123456789!",
        "p a s s w o r d 123",
        "P4ssw0rd12345678",
        "dragon!!!!!!!!!!!!",
        "qwertyuiopasdfgh",
        "1qaz2wsx3edc4rfv",
        "aaaaaaaaaaaaaaaaaaaa",
        "abcabcabcabcabcabc",
        "123456789012345678",
        "987654321987654321",
        "ecins-ecins-ecins-1",
        "Staffordshire2026!",
        "staffordshirepolice1",
        "demo-partnership-2026",
        "correct horse battery staple",
        "priya.nandra.2026",
        "nandranandranandra",
        "January2026January",
    ],
)
def test_well_known_and_patterned_passwords_are_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password, USER)


@pytest.mark.parametrize(
    "password",
    [
        "seven green herons wade",
        "tulip-ferry-anvil-moss",
        "Xk8#vT2q!mZ9rW4p",
        "my cat dislikes the vicar",
        "ÿœ kedjereä sørgelig 9",
        "x" * 8 + "Rather long and quite unlike others " * 3,
    ],
)
def test_long_and_unlikely_ones_are_accepted(password):
    validate_password(password, USER)


def test_a_password_of_a_hundred_and_twenty_eight_characters_is_accepted():
    validate_password("tulip ferry anvil moss " * 5 + "and a boat ab", USER)
