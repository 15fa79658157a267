"""How vaults meet: contact cards, and signed files of changes sealed to one person.

Merging belongs to the ledger. Here it is decided who may receive what, and whether what
came is what its authors wrote (docs/adr/0009-first-exchange.md).
"""
