"""Linking measured: generated populations with their truth, peers on the same columns, and the measures."""
