"""Lists of students as schools really have them: read, matched to fields, planned.

Nothing here writes a record: a plan says what would change, and the services carry it
out as one transaction. Foreign files are parsed in a worker process only.
"""
