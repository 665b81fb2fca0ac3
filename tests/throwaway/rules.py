"""Who may read parcels and add to them."""

from access.rules import adds_to
from audit.vocabulary import looks
from core.policy import allow, rule, visible
from profiles.verbs import RECORDS

looks("parcel", "parcels", group=RECORDS)
allow("parcel.view", stands_on=visible)
allow("parcel.list", stands_on=visible)
rule("parcel.edit", stands_on=visible)(adds_to())
rule("parcel.add", stands_on=visible, section="log")(adds_to("log"))
