"""Ports to systems outside Townline and their implementations."""
