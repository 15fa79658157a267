"""Records and rules as pure functions; the only input is what `resources` ships.

Start with `record` (what a record is), `kinds` (all of them) and `vocabulary`; a rule
lives in the module named after what it is about.
"""

from homevisit.domain.kinds import (
    KINDS,
    doubts_of,
    index_columns,
    missing,
    read_record,
    searchable_text,
)
from homevisit.domain.record import (
    Compartment,
    Doubt,
    FieldFacts,
    IndexColumns,
    Need,
    Record,
    Sensitivity,
    Shape,
    facts_of,
    to_values,
)

__all__ = [
    "KINDS",
    "Compartment",
    "Doubt",
    "FieldFacts",
    "IndexColumns",
    "Need",
    "Record",
    "Sensitivity",
    "Shape",
    "doubts_of",
    "facts_of",
    "index_columns",
    "missing",
    "read_record",
    "searchable_text",
    "to_values",
]
