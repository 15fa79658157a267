"""The pages of an open vault: each joins a view and what feeds it."""
