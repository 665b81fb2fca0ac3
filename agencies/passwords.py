"""Refuses passwords that everybody tries first."""

import itertools
import re

from django.core.exceptions import ValidationError

# Well-known long passwords, and words of this trade that guesses begin with. Compared without
# case, digits and signs, so that Password123456789! is none the better.
WELL_KNOWN = {
    "password",
    "passwordpassword",
    "passwort",
    "letmein",
    "letmeinplease",
    "letmeinletmein",
    "welcome",
    "welcometoecins",
    "welcomewelcome",
    "qwerty",
    "qwertyuiop",
    "qwertyuiopasdf",
    "qwertyuiopasdfgh",
    "qwertyuiopasdfghjkl",
    "asdfghjkl",
    "zxcvbnm",
    "iloveyou",
    "iloveyouiloveyou",
    "administrator",
    "adminadmin",
    "adminadminadmin",
    "changeme",
    "changemeplease",
    "changemenow",
    "mypassword",
    "mysecretpassword",
    "secret",
    "secretsecret",
    "trustno",
    "abcdefghijklmno",
    "abcdefghijklmnop",
    "abcdefghijklmnopqrstuvwxyz",
    "correcthorsebatterystaple",
    "thequickbrownfox",
    "manchesterunited",
    "liverpoolfootball",
    "sunshine",
    "princess",
    "football",
    "superman",
    "batman",
    "dragon",
    "monkey",
    "ecins",
    "ecinsecins",
    "ecinspassword",
    "police",
    "policepolice",
    "policeofficer",
    "constabulary",
    "neighbourhood",
    "probation",
    "prisonservice",
    "victimsupport",
    "council",
    "safeguarding",
    "demopartnership",
    "partnership",
    "offendermanagement",
    "summer",
    "autumn",
    "winter",
    "spring",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
}
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "abcdefghijklmnopqrstuvwxyz")


class NotWellKnown:
    """No well-known password, keyboard run, repeated piece, or one's own name."""

    def validate(self, password, user=None):
        lowered = password.casefold()
        letters = re.sub(r"[^a-z]", "", lowered)
        if letters in WELL_KNOWN or (not letters and len(set(lowered)) < 8):
            raise ValidationError("This password is well known. Choose four or more random words.")
        if self.is_run(lowered) or re.fullmatch(r"(.{1,5})\1+.{0,5}", lowered):
            raise ValidationError(
                "This password is a pattern, easy to guess. Choose four or more random words."
            )
        for own in self.own_words(user):
            rest = lowered.replace(own, "")
            if own in lowered and len(rest) < 12:
                raise ValidationError(
                    "Leave your own name out of the password, or make it longer."
                )

    def is_run(self, text):
        """Mostly neighbours on a keyboard or in the alphabet, either way round."""
        steps = {pair for row in ROWS for pair in itertools.pairwise(row)}
        steps |= {(two, one) for one, two in steps}
        pairs = list(itertools.pairwise(text))
        return bool(pairs) and sum(pair in steps for pair in pairs) > len(pairs) * 0.7

    def own_words(self, user):
        if user is None:
            return []
        text = f"{user.username} {user.name} {user.email}".casefold()
        return [word for word in re.split(r"[^a-z]+", text) if len(word) > 3]

    def get_help_text(self):
        return "Use at least 15 characters: four random words are good."
