"""Missing plans of the demo world, and what Norfolk has arranged about missing people."""

import datetime

from django.utils import timezone

from agencies.models import Area, Team
from core.querysets import unguarded
from missing import services
from missing.models import Arrangement, Plan

FORCE = Area.Level.FORCE
MIA = {
    "protocol": Plan.Protocol.PHILOMENA,
    "description": "5 foot 2, slim, shoulder-length brown hair dyed red at the ends, brown eyes. "
    "Small scar on her left eyebrow. Looks older than 14.",
    "clothing": "Black puffer jacket, grey leggings, white trainers, a small black rucksack",
    "lives_at": "The Larches, Staithe Road, Wroxham, NR12 9ZZ",
    "places": "Riverside car park and the retail park beside it. Norwich bus station, bay C. "
    "Her brother’s flat in Thorpe: he has moved and she may not know.",
    "who_to_ring": "Joan Birchall, key worker: 01632 960 177\n"
    "Leila Stanhaven, social worker: 01632 960 168",
    "medication": "Blue inhaler, carries it. Needs it when she runs or is cold.",
    "friends": "Her brother Kit, 22. A friend from school called Tansy. An older man she calls D.",
    "devices": "01632 960 386: answers messages, seldom calls",
    "previous": "Twice since the summer: back by herself at 2am, cold; "
    "then away for 19 hours, with a new phone.",
}
WALTER = {
    "protocol": Plan.Protocol.HERBERT,
    "description": "5 foot 9, thin, white hair, glasses on a cord. Walks slowly, leans to the "
    "left. Has dementia: answers to Wally, may say that he is late for work.",
    "clothing": "Tweed jacket, flat cap, brown shoes, also in summer",
    "lives_at": "14 Staithe Street, Norwich",
    "places": "The old boat yard at Carrow, where he worked. The bench by Foundry Bridge. "
    "Takes the 25 bus with his pass.",
    "who_to_ring": "Broadland Care, on call: 01632 960 177\nHis daughter Pam: 01632 960 391",
    "medication": "Warfarin at 6pm. Bleeds badly if he falls: call an ambulance.",
    "friends": "His daughter Pam in Dereham, his neighbour Mr Alcott at number 16",
    "devices": "None. A tracker on his keys, which Pam reads.",
}


def arrange():
    """The unit of Norfolk, to which missing people are reported."""
    unit = Team.objects.get(name="Norfolk Missing Persons Unit")
    Arrangement.objects.create(area=Area.objects.get(name="Norfolk", level=FORCE), unit=unit)


def keep(past, person, by, ago, until, said):
    """A plan written so many days ago, to be reviewed in so many from today."""
    with past.act(person, ago):
        plan = services.write_plan(profile=person, by=by, **said)
    due = timezone.localdate() + datetime.timedelta(days=until)
    with unguarded("The demo world’s review days follow from days in the past."):
        Plan.objects.filter(pk=plan.pk).update(review_on=due)
        plan.history.all().update(review_on=due)
