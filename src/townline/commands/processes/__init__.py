"""The processes of `townline run`: started, watched, started again, ended together."""
