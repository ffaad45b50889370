"""`townline init`: an empty real city, ready for production."""

import argparse
import os
import secrets
import subprocess
import sys
from pathlib import Path

from townline.commands import city_questions, environment
from townline.commands.environment import CITY_FILE, CannotGoOn

DESCRIPTION = """\
Prepare a real city: write its settings into townline.env in the data folder (TOWNLINE_DATA, by default ./.townline),
bring an empty database up to date, and make the first administrator. Asks for what the options do not say.
"""
BRAND = """\
# How the city looks. Townline checks the contrast of the colours when it starts.
# What it is called stands in townline.env (TOWNLINE_CITY_EN, TOWNLINE_CITY_FR); a shorter name for narrow places may stand here:
# short_name = {{ en = "Maple Harbour", fr = "Havre-aux-Érables" }}
# logo = "logo.svg"            # beside this file; SVG, PNG or WebP
# hours = {{ en = "Monday to Friday, 8 am to 6 pm", fr = "Du lundi au vendredi, de 8 h à 18 h" }}
phone = "311"

[colours]
main = "#0b5661"
second = "#a8421f"
"""
NEXT = """
{city} is prepared. What comes next:

  1. Let a proxy speak https for {site_url} and pass it on to 127.0.0.1, port {port};
     the address /live goes to port {live_port}. It must set X-Forwarded-Proto and X-Forwarded-For.
  2. townline run --production
  3. The first administrator chooses a password here, within three days:
     {link}
  4. Enter departments, teams and services on the desk under Settings, or bring them in with `townline import`.

The settings are in {file}; it holds secrets. Look after it as you look after the backups.
"""


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="townline init", description=DESCRIPTION)
    city_questions.add_options(parser)
    parser.add_argument("--no-questions", action="store_true", help="ask nothing: say what is missing and stop")
    parser.add_argument(
        "--again", action="store_true", help="write the settings anew although there are some; the secret key stays"
    )
    arguments = parser.parse_args(argv)
    folder = environment.make_data_folder()
    file = folder / CITY_FILE
    if file.exists() and not arguments.again:
        raise CannotGoOn(f"{file} is there already. Edit it, or use --again to write it anew.")
    answers = city_questions.answers(arguments)
    values = settings_of(answers, folder=folder)
    write(file=file, values=values, answers=answers)
    os.environ.update(values)
    link = _first_administrator(answers)
    port = int(os.environ.get("TOWNLINE_PORT", "8311"))
    print(
        NEXT.format(
            city=answers["city_en"], site_url=answers["site_url"], port=port, live_port=port + 1, link=link, file=file
        )
    )
    return 0


def settings_of(answers: dict[str, str], *, folder: Path) -> dict[str, str]:
    site = answers["site_url"].rstrip("/")
    values = {
        "TOWNLINE_PRODUCTION": "1",
        "TOWNLINE_SECRET_KEY": os.environ.get("TOWNLINE_SECRET_KEY") or secrets.token_urlsafe(64),
        "TOWNLINE_ALLOWED_HOSTS": answers["host"],
        "TOWNLINE_SITE_URL": site,
        "TOWNLINE_LIVE_URL": site,
        "TOWNLINE_TLS_AT_PROXY": "1",
        "TOWNLINE_CITY_EN": answers["city_en"],
        "TOWNLINE_CITY_FR": answers["city_fr"],
        "TOWNLINE_TIME_ZONE": answers["time_zone"],
        "TOWNLINE_PROVINCE": answers["province"],
        "TOWNLINE_OPEN311_JURISDICTION": answers["host"],
        "TOWNLINE_BRAND_FILE": str(folder / "brand.toml"),
        "TOWNLINE_MAIL_HOST": answers["mail_host"],
        "TOWNLINE_MAIL_PORT": answers["mail_port"],
        "TOWNLINE_MAIL_USER": answers["mail_user"],
        "TOWNLINE_MAIL_PASSWORD": answers["mail_password"],
        "TOWNLINE_MAIL_TLS": "0" if answers["mail_port"] == "25" else "1",
        "TOWNLINE_FROM_EMAIL": answers["from_email"],
        "TOWNLINE_REPLY_TO": answers["reply_to"],
        "DATABASE_URL": answers["database_url"],
    }
    return {name: value for name, value in values.items() if value}


def write(*, file: Path, values: dict[str, str], answers: dict[str, str]) -> None:
    lines = "\n".join(f'{name}="{value}"' for name, value in values.items())
    environment.write_privately(
        file, f"# Written by `townline init`. It holds secrets: only this account may read it.\n{lines}\n"
    )
    brand = file.with_name("brand.toml")
    if not brand.exists():
        brand.write_text(BRAND.format(**answers))


def _first_administrator(answers: dict[str, str]) -> str:
    """Needs Django with the new settings, so it is a process of its own. Returns the link to choose a password."""
    with environment.database():
        command = [
            sys.executable,
            "-m",
            "townline.commands.first_administrator",
            answers["admin_email"],
            answers["admin_name"],
        ]
        done = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise CannotGoOn(
            "the settings are written, but the first administrator could not be made; the reason stands above. "
            "Correct it and run `townline init --again`."
        )
    return done.stdout.strip().splitlines()[-1]
