import asyncio
import smtplib
import socket
from email.message import EmailMessage
from pathlib import Path

from townline.commands.processes import mail


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def send(port: int) -> None:
    message = EmailMessage()
    message["Subject"] = "Votre demande a été reçue"
    message["From"] = "no-reply@city.example"
    message["To"] = "resident@example.com"
    message.set_content("Merci.")
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as client:
        client.send_message(message)


async def catch_one(folder: Path) -> None:
    port, stopping = free_port(), asyncio.Event()
    serving = asyncio.create_task(mail.serve(folder=folder, host="127.0.0.1", port=port, stopping=stopping))
    await asyncio.sleep(0.2)
    await asyncio.to_thread(send, port)
    stopping.set()
    await serving


def test_each_mail_is_kept_whole_for_us_alone(tmp_path: Path) -> None:
    asyncio.run(catch_one(tmp_path / "mail"))
    (kept,) = (tmp_path / "mail").iterdir()
    assert kept.suffix == ".eml"
    assert kept.stat().st_mode & 0o077 == 0
    assert kept.read_bytes().startswith(
        b"X-Envelope-From: no-reply@city.example\r\nX-Envelope-To: resident@example.com\r\n"
    )
    assert b"Merci." in kept.read_bytes()
