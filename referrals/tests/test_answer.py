"""What is said on the radio, sentence by sentence."""

import datetime

import pytest

from referrals import answer
from referrals.answer import Turn

TODAY = datetime.date(2026, 6, 4)
SPRING, AUTUMN = datetime.date(2026, 3, 14), datetime.date(2024, 10, 9)


def turn(day=SPRING, side="responsible", level=1, offence="Criminal damage", agreement="broken"):
    return Turn(day, side, f"level {level}", offence, agreement)


KEPT = turn(AUTUMN, level=2, offence="Theft from a shop", agreement="kept")
HARMED, BESIDE = turn(AUTUMN, "harmed", agreement="kept"), turn(AUTUMN, "beside")


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        ([turn(), KEPT], "Yes, twice. The last agreement was broken."),
        ([KEPT], "Yes, once. The agreement was kept."),
        ([KEPT, KEPT, KEPT], "Yes, 3 times. The last agreement was kept."),
        ([turn(agreement="active")], "Yes, once. The agreement is being kept."),
        ([turn(agreement="active"), KEPT], "Yes, twice. The last agreement is being kept."),
        ([turn(agreement="none")], "Yes, once. No agreement is recorded."),
        ([turn(agreement="none"), KEPT], "Yes, twice. The last time, no agreement is recorded."),
        ([turn(agreement="withdrawn")], "Yes, once. It was withdrawn."),
        ([turn(agreement="withdrawn"), KEPT], "Yes, twice. The last was withdrawn."),
        ([HARMED], "Yes, once, as the person harmed."),
        ([HARMED, HARMED], "Yes, twice, as the person harmed."),
        ([BESIDE], "Yes, once, in another role."),
        (
            [turn(), KEPT, HARMED],
            "Yes, twice as the person responsible and once as the person harmed. "
            "The last agreement was broken.",
        ),
        (
            [HARMED, KEPT, BESIDE],
            "Yes, once as the person responsible, once as the person harmed and once in another "
            "role. The agreement was kept.",
        ),
    ],
)
def test_the_big_sentence(turns, words):
    assert answer.big_sentence(turns) == words


def test_on_the_radio():
    said = answer.on_the_radio([turn(), KEPT], TODAY, "Ring the champion before offering it again")

    assert said == (
        "RJ twice. March this year, level 1, criminal damage, agreement broken. "
        "October 2024, level 2, theft from a shop, agreement kept. "
        "Ring the champion before offering it again."
    )


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (
            HARMED,
            "RJ once, as the person harmed. October 2024, level 1, criminal damage, "
            "as the person harmed, agreement kept.",
        ),
        (
            turn(agreement="active"),
            "RJ once. March this year, level 1, criminal damage, agreement being kept.",
        ),
        (
            turn(agreement="none", level=3),
            "RJ once. March this year, level 3, criminal damage, no agreement.",
        ),
        (
            turn(agreement="withdrawn"),
            "RJ once. March this year, level 1, criminal damage, withdrawn.",
        ),
    ],
)
def test_one_time_on_the_radio(one, words):
    assert answer.on_the_radio([one], TODAY) == words


def test_many_times_are_cut():
    said = answer.on_the_radio([turn()] * 6, TODAY)

    assert said.startswith("RJ 6 times.")
    assert said.count("criminal damage") == 4
    assert said.endswith("And twice before that.")


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        ([KEPT], "Once, 2024"),
        ([turn(), KEPT], "Twice, last in 2026"),
        ([HARMED], "Once, 2024, as the person harmed"),
        (
            [turn(), HARMED],
            "Once as the person responsible and once as the person harmed, last in 2026",
        ),
    ],
)
def test_in_a_line(turns, words):
    assert answer.in_a_line(turns) == words


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        ("Zzyzxford", "the first name and date of birth"),
        ("Ann Zzyzxford", "the surname alone, or the date of birth alone"),
        ("Zzyzxford 3 2 09", "the name alone"),
    ],
)
def test_who_finds_nothing_is_told_what_else_to_try(ask, words, advice):
    tried = ask(words).partition("Try again with")[2].partition("</ul>")[0]

    assert advice in tried
    assert (
        sum(one in tried for one in ("the surname alone", "the first name", "the name alone")) == 1
    )
