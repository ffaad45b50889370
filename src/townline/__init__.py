"""Townline: the customer service of a municipality in one system."""

__version__ = "0.1.0"
