"""What a person does, as verbs: the only door for the window and the command line.

Each verb is a plain function of a `Session` (one open vault) and what the person said.
All of them run on the thread that opened the vault.
"""
