"""`townline import`: bring a city's own requests, customers, notes, areas, addresses and assets in."""


def main(argv: list[str]) -> int:
    from townline.commands.importing.console import run  # app ready

    return run(argv)
