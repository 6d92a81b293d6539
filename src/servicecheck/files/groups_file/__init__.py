"""The groups file of a batch: what may be told of each group, with the questionnaire, in one JSON document.

From it `report` and `compare` say of a group what they say of a round. It holds whole numbers only, counts and sums; of
hidden groups nothing but where they are. Read strictly: figures that cannot all be true are refused.

- `groups_file`: the value, and what is read and written.
- `records`: what each part of the document may hold.
- `contradictions`: what the figures must agree on.
"""

from servicecheck.files.groups_file.groups_file import (
    FORMAT,
    LARGEST,
    GroupsFile,
    is_groups_file,
    parsed,
    read,
    written,
)

__all__ = ["FORMAT", "LARGEST", "GroupsFile", "is_groups_file", "parsed", "read", "written"]
