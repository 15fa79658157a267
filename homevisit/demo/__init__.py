"""An invented school, built through the same services that a user's hands reach.

Nobody in it exists. The same seed and clock give the same people and the same texts;
keys and ids are random, as in every vault.
"""
