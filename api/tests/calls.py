"""Addresses that tests call, and what they read in the answers."""

PEOPLE = "/api/v1/profiles/"
ABSENT = f"{PEOPLE}00000000-0000-4000-8000-000000000000/"


def one(person):
    return f"{PEOPLE}{person.uuid}/"


def log_of(person):
    return f"{one(person)}log/"


def fields_of(answer):
    return [found["field"] for found in answer.json()["errors"]]
