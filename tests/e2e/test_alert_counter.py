"""The number of new alerts in the menu moves while the page stays open."""

import pytest

from tests.site import eventually

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

TOLD = """SELECT count(*) FROM alerts_notice
    JOIN agencies_user ON agencies_user.id = recipient_id
    JOIN tasks_task ON tasks_task.id = alerts_notice.object_id
        AND alerts_notice.object_type = 'tasks.task'
    WHERE username = 'asb.brighton' AND tasks_task.detail = 'Please ring me about the lights.'"""


def test_the_counter_moves_without_a_reload(reader, site):
    site.start_worker()
    waiting = reader("asb.brighton")
    waiting.open("/tasks/")
    before, opened = waiting.number_of_alerts(), waiting.page.evaluate("performance.timeOrigin")

    sender = reader("housing.brighton")
    sender.open("/tasks/new/")
    sender.choose_from("What kind of task is it?", "Something to do")
    sender.fill("Team", "Brighton and Hove ASB Team")
    sender.fill("What are you asking for?", "Please ring me about the lights.")
    sender.fill("By when?", "tomorrow")
    sender.press("Send the task")
    sender.sees("sent.")

    # After what the demo has left waiting for a worker, which may move the number too.
    eventually(lambda: site.query(TOLD)[0][0], seconds=120)
    eventually(lambda: waiting.number_of_alerts() > before)
    assert waiting.page.evaluate("performance.timeOrigin") == opened
    waiting.open("/alerts/")
    waiting.sees("has a task for Brighton and Hove ASB Team: Something to do")
