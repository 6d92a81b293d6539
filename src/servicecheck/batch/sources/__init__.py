"""Whatever a user hands in, of any size and as often as wanted, as a lazy table in which every cell is text."""

from servicecheck.batch.sources.cell_faults import fault_of, is_faulty
from servicecheck.batch.sources.inputs import expanded
from servicecheck.batch.sources.long_layout import widened
from servicecheck.batch.sources.opening import opened
from servicecheck.batch.sources.raw import FAULT, ROW, Description, Format, Raw, Wishes

__all__ = [
    "FAULT",
    "ROW",
    "Description",
    "Format",
    "Raw",
    "Wishes",
    "expanded",
    "fault_of",
    "is_faulty",
    "opened",
    "widened",
]
