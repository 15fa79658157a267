"""The window's side of the services: verbs in, frozen rows with words out.

Everything here runs on the vault's thread, and nothing here knows a widget.
"""
