"""The local mail catcher: takes every mail over SMTP, delivers none, keeps each as a file."""

import asyncio
import os
import secrets
import signal
import time
from pathlib import Path

from aiosmtpd.controller import UnthreadedController
from aiosmtpd.smtp import SMTP, Envelope, Session

LARGEST_MAIL = 40 * 1024 * 1024


class Keeper:
    """Writes each mail to `<time>-<token>.eml`, whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - its name there
        content = envelope.original_content or b""
        name = f"{time.time_ns():020d}-{secrets.token_hex(4)}.eml"
        unfinished = self.folder / f".{name}"
        head = f"X-Envelope-From: {envelope.mail_from}\r\nX-Envelope-To: {', '.join(envelope.rcpt_tos)}\r\n"
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(head.encode() + content)
        unfinished.rename(self.folder / name)
        return "250 Kept"


async def serve(*, folder: Path, host: str, port: int, stopping: asyncio.Event) -> None:
    catcher = UnthreadedController(
        Keeper(folder),
        hostname=host,
        port=port,
        loop=asyncio.get_running_loop(),
        enable_SMTPUTF8=True,
        data_size_limit=LARGEST_MAIL,
        ident="Townline mail catcher",
    )
    server = await catcher._create_server()  # noqa: SLF001 - `begin()` would start a loop of its own
    async with server:
        await stopping.wait()


async def _serve_until_told() -> None:
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    folder = Path(os.environ["TOWNLINE_DATA"]) / "mail"
    await serve(folder=folder, host="127.0.0.1", port=int(os.environ["TOWNLINE_PORT"]) + 2, stopping=stopping)


def main() -> None:
    asyncio.run(_serve_until_told())


if __name__ == "__main__":
    main()
