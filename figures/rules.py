"""Who sees statistics: those who hold records. Of which records, each figure asks by itself."""

from core.policy import allow
from profiles.rules import own, practises

allow("statistics.view", stands_on=own, model="agencies.Team", by_account=practises)
