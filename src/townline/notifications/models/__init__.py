from townline.notifications.models.message import Message, MessageChannel, MessageState
from townline.notifications.models.message_text import MessageText

__all__ = ["Message", "MessageChannel", "MessageState", "MessageText"]
