class ServerRefused(Exception):
    """The embedded server cannot run here; the message says why and what to do."""
