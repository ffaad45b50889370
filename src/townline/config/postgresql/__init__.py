"""Django's PostgreSQL backend, and one thing more: a pool that notices a server that was restarted."""
