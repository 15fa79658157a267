"""What screens do: they ask services on the vault's thread and say what to show.

A presenter imports no widget; its view is handed in.
"""
