"""What the tables that we did not write hold about people. The same four words as on our own models, or why nothing.

Tables of the rooms below privacy stand here too: they cannot name this room.
"""

from collections.abc import Mapping

from townline.privacy.values import Authority, Purpose, RetentionClass, Sensitivity

Said = tuple[Purpose, Sensitivity, RetentionClass, Authority] | str

FOREIGN_TABLES: Mapping[str, Mapping[str, Said]] = {}
