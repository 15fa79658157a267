"""Figures: each measured beside its peer in one run; `dev.py bench`."""
