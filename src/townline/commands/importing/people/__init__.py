"""Customers of another system, and the notes that it kept on its requests."""
