"""A first guess at the mapping of an unknown file, for a person to finish."""

from townline.commands.importing.drafting.draft import draft

__all__ = ["draft"]
