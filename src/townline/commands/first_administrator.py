"""Make the first administrator of an empty city and print the link under which they choose a password."""

import sys

import django


def main(email: str, name: str) -> int:
    django.setup()
    from townline.commands import invitation  # app ready
    from townline.commands.prepare import migrate  # app ready

    migrate()
    try:
        print(invitation.administrator(email=email, name=name))
    except invitation.NotANewCity:
        print("The database has users already: it is not a new city. Name an empty one.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
