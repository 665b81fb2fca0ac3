"""A server that did not answer is left alone for a while."""

import time

import pytest
from django.core.cache import cache
from redis.exceptions import TimeoutError as NoAnswer

from core import cache as ours
from core.breaker import Breaker


@pytest.fixture
def clock(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def test_after_a_failure_nothing_is_asked_for_a_while_and_then_once(clock):
    breaker = Breaker(seconds=10)
    assert not breaker.is_open()

    breaker.failed()

    assert breaker.is_open()
    clock[0] += 10
    assert not breaker.is_open()  # this one tries,
    assert breaker.is_open()  # and the others go on without


def test_an_answer_closes_it(clock):
    breaker = Breaker(seconds=10)
    breaker.failed()
    clock[0] += 10
    breaker.is_open()

    breaker.answered()

    assert not breaker.is_open()


def test_a_cache_that_does_not_answer_is_asked_once(monkeypatch):
    asked = []

    def frozen(self, key, *args, **kwargs):
        asked.append(key)
        raise NoAnswer

    monkeypatch.setattr(ours, "breaker", Breaker(seconds=10))
    monkeypatch.setattr("django.core.cache.backends.redis.RedisCache.get", frozen)

    assert [cache.get(key, "nothing") for key in "abc"] == ["nothing"] * 3
    assert asked == ["a"]
