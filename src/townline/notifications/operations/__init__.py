from townline.notifications.operations.hand import mark_done, take_back, try_again
from townline.notifications.operations.send import send_due
from townline.notifications.operations.texts import save_text
from townline.notifications.operations.write import greet_follower, write_messages

__all__ = ["greet_follower", "mark_done", "save_text", "send_due", "take_back", "try_again", "write_messages"]
