#!/usr/bin/env python
"""Django's own commands; the same as `townline manage`."""

import sys

from townline.commands import console

if __name__ == "__main__":
    sys.exit(console.main(["manage", *sys.argv[1:]]))
