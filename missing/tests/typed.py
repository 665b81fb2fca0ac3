"""What somebody types who reports that a person is missing."""

from django.urls import reverse

REPORT = reverse("missing:report")
BY_NAME = f"{REPORT}?person=none"
NEW = {
    "last_seen_at": "yesterday 9.40pm",
    "last_seen_place": "The bus station",
    "clothing": "Grey hoodie",
    "circumstances": "Not back at 9pm, phone is off",
    "reporter_name": "Joan Birchall",
    "reporter_phone": "01632 960 177",
    "relationship": "Key worker",
}
STRANGER = {
    **NEW,
    "name": "Mia Calderbrook",
    "born_on": "14 March 2012",
    "description": "Slim, short dark hair",
}
