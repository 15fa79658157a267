"""Parts that screens are built from; none of them knows a screen or a record."""
