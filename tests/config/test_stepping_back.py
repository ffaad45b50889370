"""The worker's session steps back, and nobody else's."""

import subprocess
import sys
from pathlib import Path

import pytest

from townline.config.stepping_back import GROUP, NICENESS

CODE = """
import os
from pathlib import Path
from townline.config.stepping_back import step_back
step_back()
group = Path("/proc/self/autogroup")
print(os.nice(0), (["none"] + (group.read_text().split() if group.exists() else []))[-1])
"""


def _said(*, own_session: bool) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", CODE], capture_output=True, text=True, check=True, start_new_session=own_session
    )
    return done.stdout.split()


def _group() -> list[str]:
    """Empty also where a control group stands above the session."""
    return GROUP.read_text().split() if GROUP.exists() else []


def test_a_process_with_a_session_of_its_own_steps_back_with_it() -> None:
    if not _group() or Path("/proc/sys/kernel/sched_autogroup_enabled").read_text().strip() != "1":
        pytest.skip("This system does not share out the processor by session.")
    assert _said(own_session=True) == [str(NICENESS), str(NICENESS)]


def test_a_session_that_others_are_in_stays_as_it_is() -> None:
    before = ["none", *_group()][-1]
    assert _said(own_session=False) == [str(NICENESS), before]
