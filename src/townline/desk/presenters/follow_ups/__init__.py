"""What people ask again, disputed closings and who is told, in words."""

from townline.desk.presenters.follow_ups.asker_words import answered_words, judged_words, taken_words
from townline.desk.presenters.follow_ups.cards import card, dispute_card, on_record
from townline.desk.presenters.follow_ups.lists import defect_rows, often_rows, tabs
from townline.desk.presenters.follow_ups.told import told_rows

__all__ = [
    "answered_words",
    "card",
    "defect_rows",
    "dispute_card",
    "judged_words",
    "often_rows",
    "on_record",
    "tabs",
    "taken_words",
    "told_rows",
]
