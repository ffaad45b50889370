from townline.notifications.models.message import Message, MessageChannel, MessageState
from townline.notifications.models.message_text import MessageText
from townline.notifications.models.staff_message import StaffMessage

__all__ = ["Message", "MessageChannel", "MessageState", "MessageText", "StaffMessage"]
