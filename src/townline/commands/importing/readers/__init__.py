"""Tables out of files: CSV, JSON, JSON lines and XLSX, plain or gzipped, as a header and rows of text."""

from townline.commands.importing.readers.opening import open_table
from townline.commands.importing.readers.table import FileShape, RawRow, Table

__all__ = ["FileShape", "RawRow", "Table", "open_table"]
