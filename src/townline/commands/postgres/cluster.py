"""The files of one PostgreSQL server: made, opened to us alone, started, recognised."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from townline.commands.postgres.account import Account, own_account
from townline.commands.postgres.errors import ServerRefused
from townline.commands.postgres.places import Places

MEGABYTE = 1024 * 1024


def environment(places: Places) -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": str(places.files)}


def create(*, places: Places, account: Account) -> None:
    """Make a new cluster; one that was interrupted half-way is never taken for a whole one."""
    if (places.cluster / "PG_VERSION").exists():
        _check_version(places)
        return
    unfinished = Path(tempfile.mkdtemp(prefix="cluster-", dir=places.files))
    account.own(unfinished)
    arguments: list[str | Path] = [
        places.programs / "initdb", "-D", unfinished, "-U", "postgres", "-E", "UTF8", "--auth-local=peer", "--auth-host=reject",
        "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--no-instructions",
    ]  # fmt: skip
    done = subprocess.run(
        arguments,
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env=environment(places),
        **account.for_subprocess,
    )
    if done.returncode != 0:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise ServerRefused(f"PostgreSQL could not prepare its files in {places.files}:\n{done.stderr.strip()}")
    unfinished.rename(places.cluster)


def _check_version(places: Places) -> None:
    made_by = (places.cluster / "PG_VERSION").read_text().strip()
    done = subprocess.run(
        [places.programs / "postgres", "--version"], capture_output=True, check=True, text=True, cwd="/"
    )
    ours = done.stdout.split()[-1].split(".", maxsplit=1)[0]
    if made_by != ours:
        raise ServerRefused(
            f"The database in {places.cluster} was made by PostgreSQL {made_by}, this version of Townline brings {ours}. "
            "Write a backup with the earlier version of Townline, and restore it into an empty TOWNLINE_DATA."
        )


def write_access(*, places: Places, account: Account) -> None:
    """Let in whoever is us on this machine, through the socket, and nobody else."""
    (places.cluster / "pg_hba.conf").write_text("local all all peer map=townline\n")
    names = dict.fromkeys((own_account().name, account.name, pwd.getpwuid(os.getuid()).pw_name))
    lines = (f'townline "{name}" {role}\n' for name in names for role in ("townline", "postgres"))
    (places.cluster / "pg_ident.conf").write_text("".join(lines))
    for name in ("pg_hba.conf", "pg_ident.conf"):
        account.own(places.cluster / name)


def command_line(*, places: Places, options: Sequence[str]) -> list[str | Path]:
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(places.socket),
        "unix_socket_permissions": "0700",
        "max_connections": "100",
        "shared_buffers": f"{_shared_megabytes()}MB",
        "max_wal_size": "2GB",
        "random_page_cost": "1.1",  # solid state
        "jit": "off",  # compiling costs more than our queries
        "timezone": "UTC",
        "log_min_messages": "warning",
        **dict(option.split("=", maxsplit=1) for option in options),
    }
    switches = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return [places.programs / "postgres", "-D", places.cluster, *switches]


def _shared_megabytes() -> int:
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // MEGABYTE
    except (OSError, ValueError):
        return 128
    return int(min(1024, max(128, memory // 16)))


def pid_lines(places: Places) -> list[str]:
    try:
        return places.pid_file.read_text().splitlines()
    except OSError:
        return []


def is_ready(places: Places) -> bool:
    lines = pid_lines(places)
    return len(lines) > 7 and lines[7].strip() == "ready" and running_pid(places) is not None


def running_pid(places: Places) -> int | None:
    """Return the server's process if the one in the pid file is alive and really this server."""
    lines = pid_lines(places)
    if not lines or not lines[0].strip().lstrip("-").isdigit():
        return None
    pid = abs(int(lines[0]))
    return pid if is_our_server(pid=pid, places=places) else None


def is_our_server(*, pid: int, places: Places) -> bool:
    """After a restart of the machine the number may belong to any other program."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except OSError:
        if Path("/proc/self").exists():
            return False
        listed = subprocess.run(
            ["ps", "-ww", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
        )
        command = listed.stdout
    return "postgres" in command and str(places.cluster) in command


def forget_dead_server(places: Places) -> None:
    """Remove the pid file of a server that is gone, in case its number now belongs to another program.

    PostgreSQL would refuse to start. It still guards itself against a living remainder of the dead server by the
    shared memory that the file names, so the file goes only if the number is taken.
    """
    lines = pid_lines(places)
    if not lines or not lines[0].strip().isdigit() or not _is_alive(int(lines[0])):
        return
    if running_pid(places) is None:
        places.pid_file.unlink(missing_ok=True)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def wait_until_gone(*, pid: int, places: Places, unless: threading.Event) -> None:
    while is_our_server(pid=pid, places=places) and not unless.wait(0.5):
        pass


def end(*, pid: int, places: Places) -> None:
    """End a server that is not our child: fast, then at once."""
    for number, patience in ((signal.SIGINT, 30.0), (signal.SIGQUIT, 10.0)):
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return
        until = time.monotonic() + patience
        while is_our_server(pid=pid, places=places) and time.monotonic() < until:
            time.sleep(0.05)
