"""The ways in that are rarely taken: making a vault, and the recovery kit."""
