"""Closing is a decision: evidence, who looks, what waits, what is looked at afterwards."""
