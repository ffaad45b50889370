from townline.records_office.queries.lists import (
    ListRow,
    disposal_list,
    disposal_lists,
    is_signed,
    items_of,
    out_counts,
)

__all__ = ["ListRow", "disposal_list", "disposal_lists", "is_signed", "items_of", "out_counts"]
