"""The ledger: append-only changes, and the current records that follow from them.

Nothing else writes a record. History, undo, audit, conflict review and exchange are all
readings of the same changes (docs/adr/0001).
"""
