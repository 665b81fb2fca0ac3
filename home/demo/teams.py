"""The teams and accounts of the demo world."""

from django.contrib.auth.hashers import make_password

from agencies.models import Agency, Area, Membership, Team, User
from home.demo import PASSWORD
from profiles.models import Establishment

Role = Membership.Role
PRACTITIONER, MANAGER = Role.PRACTITIONER, Role.MANAGER

# Team, agency, kind of agency, area, phone.
TEAMS = [
    ("Staffordshire IOM Team", "Staffordshire Police", "police", "Staffordshire", "114"),
    ("HMP Stafford", "HM Prison Service", "prison", "Staffordshire", "187"),
    ("HMP Dovegate", "Dovegate Prison Services", "prison", "Staffordshire", "189"),
    ("Norfolk IOM Team", "Norfolk Constabulary", "police", "Norfolk", "201"),
    ("Norfolk PPO Team", "Norfolk Constabulary", "police", "Norfolk", "202"),
    ("Waveney ASB Unit", "Waveney District Council", "council", "Suffolk", "233"),
    ("Brighton and Hove ASB Team", "Sussex Police", "police", "Sussex", "244"),
    ("Brighton and Hove Duty Inspectors", "Sussex Police", "police", "Sussex", "245"),
    ("Brighton and Hove Housing", "Brighton and Hove City Council", "council", "Sussex", "246"),
    ("Sussex Victim Support", "Victim Support", "victims", "Sussex", "249"),
    ("Adur and Worthing Vulnerability Team", "Sussex Police", "police", "Sussex", "247"),
    ("Staffordshire RJ Champions", "Staffordshire Police", "police", "Staffordshire", "116"),
    ("Stafford Neighbourhood Team", "Staffordshire Police", "police", "Staffordshire", "117"),
    ("Staffordshire NRP", "Victim Support", "victims", "Staffordshire", "151"),
    ("Staffordshire Control Room", "Staffordshire Police", "police", "Staffordshire", "100"),
    ("Norfolk Missing Persons Unit", "Norfolk Constabulary", "police", "Norfolk", "204"),
    ("Broadland Care", "Broadland Care Homes", "care", "Norfolk", "261"),
    ("Norwich Hospital Safeguarding", "Norwich Hospital", "health", "Norfolk", "262"),
    ("Staffordshire Administration", "Staffordshire Police", "police", "Staffordshire", "101"),
    ("Information Governance", "Staffordshire Police", "police", "Staffordshire", "102"),
]
# A team that is listed nowhere, and who manages it besides their other role.
DISCREET = ("Sussex Protected Persons Unit", "Sussex Police", "police", "Sussex", "248")
AT_THE_DISCREET = "inspector.brighton in the discreet team"

# Teams at work in a part of their force area, so that they have neighbours.
PARTNERSHIPS = {
    "Waveney ASB Unit": ["Waveney"],
    "Brighton and Hove ASB Team": ["Brighton and Hove"],
    "Brighton and Hove Duty Inspectors": ["Brighton and Hove"],
    "Brighton and Hove Housing": ["Brighton and Hove"],
    "Adur and Worthing Vulnerability Team": ["Adur", "Worthing"],
}

# User name, name, team, role.
ACCOUNTS = [
    ("officer.staffordshire", "PC Priya Nandra", "Staffordshire IOM Team", PRACTITIONER),
    ("lead.staffordshire", "Sgt Owen Marchbank", "Staffordshire IOM Team", MANAGER),
    ("spoc.stafford", "Grace Odum", "HMP Stafford", PRACTITIONER),
    ("spoc.dovegate", "Peter Lindqvist", "HMP Dovegate", PRACTITIONER),
    ("officer.norfolk", "PC Isla Thornbury", "Norfolk IOM Team", PRACTITIONER),
    ("lead.norfolk", "DS Ruth Calloway", "Norfolk IOM Team", MANAGER),
    ("ppo1.norfolk", "PC Dilan Aksoy", "Norfolk PPO Team", PRACTITIONER),
    ("ppo2.norfolk", "PC Mona Redgrave", "Norfolk PPO Team", PRACTITIONER),
    ("asb.waveney", "Helen Strickmore", "Waveney ASB Unit", MANAGER),
    ("asb.brighton", "Sgt Amara Fennimore", "Brighton and Hove ASB Team", MANAGER),
    (
        "inspector.brighton",
        "Insp Callum Varley",
        "Brighton and Hove Duty Inspectors",
        PRACTITIONER,
    ),
    ("housing.brighton", "Tomas Wexcombe", "Brighton and Hove Housing", PRACTITIONER),
    ("pcso.brighton", "PCSO Kit Ferndale", "Brighton and Hove ASB Team", PRACTITIONER),
    ("warden.brighton", "June Ashcombe", "Brighton and Hove Housing", PRACTITIONER),
    (
        "vulnerability.adur",
        "Sgt Bethan Lockyear",
        "Adur and Worthing Vulnerability Team",
        MANAGER,
    ),
    ("champion.staffordshire", "PC Noor Haddow", "Staffordshire RJ Champions", PRACTITIONER),
    ("pc.staffordshire", "PC Leo Ashgrove", "Stafford Neighbourhood Team", PRACTITIONER),
    ("nrp.staffordshire", "Wendy Parlour", "Staffordshire NRP", MANAGER),
    ("control.staffordshire", "Sam Tillery", "Staffordshire Control Room", Role.CONTROL_ROOM),
    ("missing.norfolk", "DS Femi Adeyoule", "Norfolk Missing Persons Unit", MANAGER),
    ("night.norfolk", "PC Zara Kellbrook", "Norfolk Missing Persons Unit", PRACTITIONER),
    ("care.norfolk", "Joan Birchall", "Broadland Care", PRACTITIONER),
    ("hospital.norfolk", "Dr Anil Marwood", "Norwich Hospital Safeguarding", PRACTITIONER),
    (
        "admin.staffordshire",
        "Colette Innesby",
        "Staffordshire Administration",
        Role.ADMINISTRATOR,
    ),
    ("auditor", "Martin Quillfeather", "Information Governance", Role.AUDITOR),
]


def make(past):
    """The accounts by user name."""
    with past.act("teams", 930):
        cast, teams = _make()
    cast[AT_THE_DISCREET] = _manager_of_the_discreet(cast["inspector.brighton"], past)
    return cast


def _make():
    teams = {name: _team(name, *rest) for name, *rest in TEAMS}
    password = make_password(PASSWORD)
    cast = {}
    for username, name, team, role in ACCOUNTS:
        user = User.objects.create(
            username=username, name=name, password=password, phone=teams[team].phone
        )
        Membership.objects.create(user=user, team=teams[team], role=role)
        cast[username] = user
    for name, username in (
        ("Staffordshire IOM Team", "lead.staffordshire"),
        ("HMP Stafford", "spoc.stafford"),
        ("HMP Dovegate", "spoc.dovegate"),
        ("Norfolk IOM Team", "lead.norfolk"),
        ("Waveney ASB Unit", "asb.waveney"),
    ):
        teams[name].contact_point = cast[username]
        teams[name].save()
    for name in ("HMP Stafford", "HMP Dovegate"):
        Establishment.objects.filter(name=name).update(team=teams[name])
    return cast, teams


def _manager_of_the_discreet(person, past):
    """The same person, acting in the discreet team."""
    with past.act("teams", 610):
        team = _team(*DISCREET)
        team.is_discreet = True
        team.save()
        place = Membership.objects.create(user=person, team=team, role=MANAGER)
    acting = User.objects.get(pk=person.pk)
    acting.chosen_membership_id = place.pk
    return acting


def _team(name, agency, kind, area, phone):
    employer, _ = Agency.objects.get_or_create(name=agency, defaults={"kind": kind})
    team = Team.objects.create(name=name, agency=employer, phone=f"01632 960 {phone}")
    partnerships = PARTNERSHIPS.get(name)
    level = Area.Level.PARTNERSHIP if partnerships else Area.Level.FORCE
    team.areas.set(Area.objects.filter(name__in=partnerships or [area], level=level))
    return team
