"""Children that die come back; those of a dead supervisor do not stay."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from townline.commands.postgres.locks import FileLock
from townline.commands.processes import leftovers
from townline.commands.processes.child import Child

SLEEPER = "import time\n\ndef main():\n    time.sleep(600)\n"
LEASHED = "townline.commands.processes.leash"


def child_of(tmp_path: Path, lock: FileLock) -> Child:
    (tmp_path / "sleeper.py").write_text(SLEEPER)
    lock.own()
    assert lock.descriptor is not None
    return Child(
        name="sleeper", module="sleeper", environment={**os.environ, "PYTHONPATH": str(tmp_path)}, lock=lock.descriptor
    )


def test_dead_child_waits_longer_each_time(tmp_path: Path) -> None:
    child = child_of(tmp_path, FileLock(tmp_path / "lock"))
    waits = []
    for _ in range(3):
        child.start(at=0)
        assert child.process
        child.process.kill()
        child.process.wait()
        assert "starts again" in (child.look(at=1) or "")
        waits.append(child.start_again_at - 1)
    assert waits == [0.5, 1.0, 2.0]
    assert child.look(at=2.9) is None
    assert not child.is_running
    child.look(at=3.1)
    assert child.is_running
    child.end_group(signal.SIGKILL)
    assert child.process
    child.process.wait()


def test_process_on_a_leash_ends_with_its_parent(tmp_path: Path) -> None:
    (tmp_path / "sleeper.py").write_text(SLEEPER)
    code = (
        "import os, subprocess, sys;"
        f"print(subprocess.Popen([sys.executable, '-m', '{LEASHED}', str(os.getpid()), 'sleeper']).pid, flush=True);"
        "os.kill(os.getpid(), 9)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        stdout=subprocess.PIPE,
        check=False,
        timeout=20,
    )  # returns when the last holder of its output has ended: the process on the leash
    assert done.returncode == -signal.SIGKILL


def test_leftovers_that_do_not_end_are_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leftovers, "PATIENCE", ((0.3, signal.SIGTERM), (0.3, signal.SIGKILL), (2.0, signal.SIGKILL)))
    held = FileLock(tmp_path / "processes.lock")
    held.own()
    assert held.descriptor is not None
    stubborn = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import signal, time; signal.signal(15, 1); print(flush=True); time.sleep(600)",
            "townline",
        ],
        stdout=subprocess.PIPE,
        start_new_session=True,
        pass_fds=(held.descriptor,),
    )
    held.release()
    assert stubborn.stdout
    stubborn.stdout.readline()  # it ignores SIGTERM from here on
    leftovers.remember(folder=tmp_path, groups=[stubborn.pid])
    again = FileLock(tmp_path / "processes.lock")
    assert leftovers.end(folder=tmp_path, lock=again)
    assert stubborn.wait() == -signal.SIGKILL
    stubborn.stdout.close()
    again.release()
