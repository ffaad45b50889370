"""Maple Harbour / Havre-aux-Érables: a made-up city, filled in one go so that everything can be tried."""
