"""Refuses passwords that everybody tries first."""

import csv
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

# Long passwords that every attacker's list holds, compared without digits and signs.
WELL_KNOWN = """
    passwordpassword letmeinplease letmeinletmein welcomewelcome qwertyuiopasdfgh iloveyouiloveyou
    adminadminadmin changemeplease changemenow mysecretpassword abcdefghijklmno abcdefghijklmnop
    correcthorsebatterystaple thequickbrownfox manchesterunited liverpoolfootball maytheforce
    maytheforcebewithyou tobeornottobe godsavethequeen godsavetheking onceuponatime ilovemyfamily
    itsasecret thisisapassword thisismypassword openthedoor wheresmydinner opensesame
"""
# Words that guesses about this product, its users and the date are made of.
OF_THE_TRADE = """
    ecins police officer constabulary neighbourhood probation prison service victim support council
    safeguarding partnership offender management community safety justice restorative constable
    sergeant inspector welcome password passwort letmein login access account admin administrator
    user guest demo test changeme secret summer autumn winter spring january february march april
    june july august september october november december monday tuesday wednesday thursday friday
    saturday sunday england wales britain
"""
LOOK_ALIKE = str.maketrans("0134578@$!", "oleastbasi")
ROWS = """
    qwertyuiop asdfghjkl zxcvbnm 1234567890 abcdefghijklmnopqrstuvwxyz
    1qaz 2wsx 3edc 4rfv 5tgb 6yhn 7ujm
"""
STEPS = {pair for row in ROWS.split() for both in (row, row[::-1]) for pair in pairwise(both)}
AREAS = Path(__file__).resolve().parent / "fixtures" / "areas.csv"

KNOWN = "This password is well known. Choose four or more random words."
PATTERN = "This password is a pattern, easy to guess. Choose four or more random words."
OWN_NAME = "Leave your own name out of the password, or make it longer."


@cache
def common():
    """Twenty thousand passwords that were found in leaks, as Django ships them."""
    return CommonPasswordValidator().passwords | set(WELL_KNOWN.split())


@cache
def trade():
    """The words of the trade and the names of places, longest first."""
    with open(AREAS, encoding="utf-8", newline="") as lines:
        places = {re.sub(r"[^a-z]", "", row["name"].casefold()) for row in csv.DictReader(lines)}
    return sorted({*OF_THE_TRADE.split(), *places}, key=len, reverse=True)


def bare(text):
    """The letters alone, without what is added at the ends, look-alikes put right."""
    middle = re.sub(r"^[^a-z]+|[^a-z]+$", "", text)
    return re.sub(r"[^a-z]", "", middle.translate(LOOK_ALIKE))


def unit(text):
    """What a text repeats; the text itself if it does not."""
    found = re.fullmatch(r"(.+?)\1+", text)
    return found.group(1) if found else text


def without(text, words):
    """What is left when these words are taken out."""
    for word in words:
        text = text.replace(word, " ")
    return text.replace(" ", "")


class NotWellKnown:
    """No well-known password, keyboard run, repeated piece, word of the trade, or own name."""

    def validate(self, password, user=None):
        lowered = password.casefold()
        self.refuse_known(lowered)
        if self.is_run(lowered) or re.fullmatch(r"(.{1,5})\1+.{0,5}", lowered):
            raise ValidationError(PATTERN, code="pattern")
        for own in self.own_words(user):
            if own in lowered and len(lowered.replace(own, "")) < 12:
                raise ValidationError(OWN_NAME, code="own_name")

    def refuse_known(self, lowered):
        for letters in {bare(lowered), re.sub(r"[^a-z]", "", lowered)} - {""}:
            if unit(letters) in common() or len(without(letters, trade())) < 4:
                raise ValidationError(KNOWN, code="well_known")
        if lowered in common() or (len(set(lowered)) < 5):
            raise ValidationError(KNOWN, code="well_known")

    def is_run(self, text):
        """Mostly neighbours on a keyboard or in the alphabet, either way round."""
        pairs = list(pairwise(text))
        return bool(pairs) and sum(pair in STEPS for pair in pairs) > len(pairs) * 0.7

    def own_words(self, user):
        if user is None:
            return []
        text = f"{user.username} {user.name} {user.email}".casefold()
        return [word for word in re.split(r"[^a-z]+", text) if len(word) > 3]

    def get_help_text(self):
        return "Four random words are good."
