"""What was seen before, in memory, in Redis and in both kinds of database."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, func, select, update

from assistant.access.seen import Seen
from assistant.access.tables import seen_messages
from vectorstore.database import connect

REDIS = "redis://127.0.0.1:6379/8"


def require_once(one: Seen, other: Seen) -> str:
    """Require that of two who look, one alone is the first; return the channel."""
    channel = uuid.uuid4().hex
    assert one.first(channel, "1.1")
    assert not one.first(channel, "1.1")
    assert not other.first(channel, "1.1")
    assert other.first(channel, "1.2")
    assert other.first(f"{channel}2", "1.1")
    return channel


def test_a_process_remembers() -> None:
    seen = Seen()
    require_once(seen, seen)


def test_processes_remember_together_in_redis() -> None:
    redis = pytest.importorskip("redis")
    server = redis.Redis.from_url(REDIS)
    try:
        server.ping()
    except redis.exceptions.ConnectionError:
        pytest.skip("needs Redis at 127.0.0.1:6379")
    channel = require_once(Seen(REDIS), Seen(REDIS))
    keys = list(server.scan_iter(f"*{channel}/1.1*"))
    assert [500 < server.ttl(key) <= 600 for key in keys] == [True]
    server.close()


def test_without_the_redis_an_answer_too_many_is_given_not_one_too_few() -> None:
    pytest.importorskip("redis")
    seen = Seen("redis://127.0.0.1:9/0")
    assert seen.first("C1", "1.1")
    assert seen.first("C1", "1.1")


@pytest.mark.both_kinds
def test_nor_without_the_table(blank_database: str) -> None:
    engine = connect(blank_database)
    seen = Seen(engine=engine)
    assert [seen.first("C1", "1.1") for _ in range(2)] == [True, True]
    engine.dispose()


@pytest.mark.both_kinds
def test_processes_remember_together_in_a_database_for_ten_minutes(engine: Engine) -> None:
    seen = Seen(engine=engine)
    require_once(seen, Seen(engine=engine))
    with engine.begin() as connection:
        old = datetime.now(UTC) - timedelta(minutes=11)
        connection.execute(update(seen_messages).values(seen_at=old))
    assert seen.first("C1", "1.3")
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(seen_messages)) == 1
