"""Who is told of a rule that fired: those whom it names, of those who may know all it says."""

import itertools

import pytest

from access.levels import Level
from access.services import exclude_person, restrict
from access.tests.factories import give, run_out
from agencies.tests.factories import member
from alerts.models import Factor, Firing, Notice
from alerts.tests.factor_factories import days_ago, drain, miss, rule_of
from cases.services import add_incident
from cases.tests.factories import CaseFactory, ParticipantFactory
from profiles.models import ProfileTeamHold
