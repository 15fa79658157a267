"""The pages of the window: they lay things out and say what was asked for.

A screen knows no service and no other screen; its presenter tells it what to show.
"""
