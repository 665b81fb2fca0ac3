"""The actions of the complaint in the fourth story: 41, by five agencies, in five months."""

from typing import NamedTuple

TITLE, TAGS = "Noise and threats, Lansdown Court", ["noise", "threats"]

# Who did it, of those without an account here.
COUNCIL, HOMES = "Brighton and Hove City Council", "Southdown Homes"
DOERS = {
    "ben": ("PC Ben Ashdown", "Sussex Police"),
    "dev": ("PCSO Dev Rushby", "Sussex Police"),
    "mina": ("Mina Jessop", COUNCIL),
    "lorna": ("Lorna Keats", HOMES),
    "ros": ("Ros Pemberly", "Victim Support"),
    "kit": ("Kit Orwell", "East Sussex Fire and Rescue"),
}
POLICE, HOUSING = "asb.brighton", "housing.brighton"
DONE, NOT = "done", "not-cooperating"
# The day on which she was threatened.
THREAT = 92


class Did(NamedTuple):
    """Something that was done so many days ago, or is planned for that day."""

    ago: int
    # Who wrote it down.
    by: str
    kind: str
    text: str
    # Who did it, if it was not the writer.
    who: str = ""
    result: str = DONE
    words: str = ""
    # Of what has no result yet: so many days ago it was planned.
    planned: int | None = None


ACTIONS = [
    Did(
        143,
        POLICE,
        "enquiry",
        "Complaint taken: music after midnight, threats on the stairs",
        "ben",
        words="case opened; grade: standard",
    ),
    Did(142, POLICE, "phone", "Called complainant, agreed contact every 14 days"),
    Did(141, POLICE, "assessment", "Risk assessment with complainant by phone", words="medium"),
    Did(139, HOUSING, "letter", "Diary sheets sent, use explained"),
    Did(136, HOUSING, "letter", "Letter to all flats, Lansdown Court 1 to 24", "lorna"),
    Did(
        134,
        POLICE,
        "visit",
        "First visit to Tyler Wenlock, at home",
        "ben",
        words="denied; warned in words",
    ),
    Did(
        129,
        POLICE,
        "support",
        "Victim Support call, needs assessed",
        "ros",
        words="accepted; weekly call",
    ),
    Did(127, POLICE, "patrol", "Evening patrol, 10pm to 1am", "dev", words="no noise heard"),
    Did(122, HOUSING, "visit", "Diary sheets collected, 6 of 14 nights filled in"),
    Did(120, POLICE, "visit", "Home visit on diary gaps", words="will use phone app"),
    Did(118, HOUSING, "equipment", "Noise app set up on complainant’s phone"),
    Did(
        115,
        HOUSING,
        "enquiry",
        "Tenancy checked: clause 14, nuisance",
        "lorna",
        words="breach possible",
    ),
    Did(
        112,
        POLICE,
        "contract",
        "Acceptable behaviour contract offered",
        words="signed the next day, 6 months",
    ),
    Did(
        108,
        POLICE,
        "interview",
        "Neighbours at 9, 11 and 15 interviewed",
        "dev",
        words="1 confirms noise",
    ),
    Did(104, HOUSING, "visit", "Joint visit with the police: contract explained again", "lorna"),
    Did(100, POLICE, "support", "Weekly call: feels safer", "ros"),
    Did(94, HOUSING, "review", "Recordings reviewed: 3 above limit of 11"),
    Did(
        92, POLICE, "enquiry", "Threat reported: “I know your car”", "ben", words="crime 47/21774"
    ),
    Did(
        91,
        POLICE,
        "interview",
        "Statement appointment, police station",
        "ben",
        result=NOT,
        words="did not attend, no call",
    ),
    Did(90, HOUSING, "equipment", "Car park light repaired, camera request made", "lorna"),
    Did(87, POLICE, "phone", "Called on missed statement", words="will think about it"),
    Did(84, POLICE, "meeting", "Case conference, 5 agencies", words="plan agreed, 7 actions"),
    Did(79, HOUSING, "letter", "Noise abatement letter, informal"),
    Did(
        73,
        HOUSING,
        "referral",
        "Drug and alcohol referral for Tyler Wenlock",
        "mina",
        words="accepted",
    ),
    Did(66, POLICE, "review", "Review of contract: 1 breach", words="warning letter"),
    Did(57, POLICE, "visit", "Noise less, no threats since that day", "dev"),
    Did(51, POLICE, "support", "Weekly calls to fortnightly, at her wish", "ros"),
    Did(45, POLICE, "visit", "Witness at 15 visited", "dev", words="statement signed"),
    Did(41, HOUSING, "letter", "Diary sheets sent again"),
    Did(36, POLICE, "meeting", "Case conference: step up to warning", words="agreed"),
    Did(30, HOUSING, "equipment", "Install door camera", "lorna", result="", planned=35),
    Did(27, POLICE, "visit", "Home fire safety check", "kit", words="alarm fitted"),
    Did(24, HOUSING, "review", "Diary sheets reviewed, 9 of 14 nights"),
    Did(
        20,
        POLICE,
        "interview",
        "Statement appointment at home",
        "ben",
        result=NOT,
        words="asked to leave it",
    ),
    Did(16, HOUSING, "letter", "Tenancy warning letter", "lorna"),
    Did(
        13,
        HOUSING,
        "equipment",
        "Noise recorder to flat 14 for 7 days, 2 visits",
        result=NOT,
        words="no access",
    ),
    Did(8, POLICE, "warning", "Community protection warning served in person", words="signed for"),
    Did(
        6,
        POLICE,
        "support",
        "Mediation offered, 2 dates",
        "ros",
        result=NOT,
        words="declined both by phone",
    ),
    Did(
        2,
        POLICE,
        "visit",
        "Visit after complaint of “nothing done”",
        "ben",
        words="explained; call-back offered",
    ),
    Did(-5, POLICE, "visit", "Fire safety follow-up", "kit", result="", planned=2),
    Did(-8, POLICE, "review", "With complainant, at home or at the station", result="", planned=1),
]
