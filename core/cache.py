"""The shared cache, which counts sign-in attempts; without its server the site goes on."""

import logging

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

from core.breaker import Breaker

log = logging.getLogger(__name__)
# A frozen server costs one short wait in this time, and no more.
breaker = Breaker(seconds=15)


def _tolerate(name, fallback):
    def method(self, *args, **kwargs):
        if breaker.is_open():
            return fallback(*args, **kwargs)
        try:
            answer = getattr(RedisCache, name)(self, *args, **kwargs)
        except (RedisError, OSError):
            breaker.failed()
            log.warning("cache is unreachable: %s answered without it", name)
            return fallback(*args, **kwargs)
        breaker.answered()
        return answer

    method.__name__ = name
    return method


class TolerantRedisCache(RedisCache):
    """A cache that answers "nothing here" while its server is down."""

    add = _tolerate("add", lambda *a, **k: True)
    get = _tolerate("get", lambda key, default=None, **k: default)
    set = _tolerate("set", lambda *a, **k: None)
    touch = _tolerate("touch", lambda *a, **k: False)
    delete = _tolerate("delete", lambda *a, **k: False)
    get_many = _tolerate("get_many", lambda *a, **k: {})
    set_many = _tolerate("set_many", lambda *a, **k: [])
    delete_many = _tolerate("delete_many", lambda *a, **k: None)
    has_key = _tolerate("has_key", lambda *a, **k: False)
    incr = _tolerate("incr", lambda *a, **k: 1)
