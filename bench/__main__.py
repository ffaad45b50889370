"""`make bench`, or `python -m bench --small`: loads a city, measures, prints the table and writes bench/report.md."""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

import psycopg

from bench import city, report, servers

HERE = Path(__file__).resolve().parent


def main() -> None:
    arguments = _arguments()
    if arguments.data:
        _run(arguments, Path(arguments.data).absolute())
        return
    with tempfile.TemporaryDirectory(prefix="tlb-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        _run(arguments, Path(folder))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--small", action="store_true", help="20,000 requests and short runs: about a minute")
    parser.add_argument("--requests", type=int, help="how many requests to load (1,000,000; 20,000 with --small)")
    parser.add_argument("--seconds", type=float, help="how long each load runs (8; 2 with --small)")
    parser.add_argument("--data", help="keep the database in this folder, and use it again next time")
    parser.add_argument("--only", default="", help="measure only what has this word in its name")
    parser.add_argument("--leave-out", default="", help="measure nothing that has this word in its name")
    return parser.parse_args()


def _run(arguments: argparse.Namespace, data: Path) -> None:
    from townline.commands.postgres.server import EmbeddedServer  # slow import

    requests = arguments.requests or (20_000 if arguments.small else 1_000_000)
    seconds = arguments.seconds or (2 if arguments.small else 8)
    with EmbeddedServer(data=data) as server:
        names = servers.environment(data=data, socket=server.socket)
        os.environ.update(names)
        small = _prepare(server.dsn(), requests)
        rows = _measure(server.dsn(), names, requests, seconds, arguments.only, arguments.leave_out, small)
    title = f"Benchmark: {requests:,} requests; {report.machine()}"
    text = report.as_markdown(rows=rows, title=title)
    print(text)
    if not (arguments.only or arguments.leave_out):
        report.write(path=HERE / ("report-small.md" if arguments.small else "report.md"), text=text)
    sys.exit(0)


def _prepare(dsn: str, requests: int) -> dict[str, float]:
    """Loads the city; returns the times of pages when it had 10,000 requests, if it was new."""
    import django  # app ready

    django.setup()
    from django.core.management import call_command  # app ready

    call_command("migrate", verbosity=0)
    city.organise()
    began, small = time.perf_counter(), dict[str, float]()
    if city.is_new(dsn=dsn) and requests > city.SMALL:
        from bench.measures import ageing, pages  # app ready

        city.fill(dsn=dsn, requests=city.SMALL, total=requests)
        small["queue"] = pages.queue_wall()
        with psycopg.connect(dsn, autocommit=True) as connection:
            ageing.prepare(connection=connection, teams=city.TEAMS, users=city.USERS)
        small["ageing"] = ageing.wall()
    city.fill(dsn=dsn, requests=requests, total=requests)
    print(f"{requests:,} requests are there ({time.perf_counter() - began:.0f} s)", flush=True)
    return small


def _measure(
    dsn: str, names: dict[str, str], requests: int, seconds: float, only: str, leave_out: str, small: dict[str, float]
) -> list[report.Row]:
    from bench.measures import TABLE  # app ready

    rows: list[report.Row] = []
    with (
        psycopg.connect(dsn, autocommit=True) as connection,
        servers.running(names=names, module="townline.commands.processes.web") as web,
        servers.running(names=names, module="townline.config.worker"),
    ):
        servers.wait_for_web()
        time.sleep(2)
        for name, measure in TABLE:
            if only in name and not (leave_out and leave_out in name):
                print(f"… {name}", flush=True)
                rows += measure(
                    dsn=dsn, connection=connection, seconds=seconds, requests=requests, web=web.pid, small=small
                )
    return rows


if __name__ == "__main__":
    main()
