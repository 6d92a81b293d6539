"""Answers from a file: what of it can be added to a round, and what cannot, each with its place and the reason.

Nothing is guessed. A row is a person, an answer or a register's row, or it is rejected; a file whose columns cannot be
told is refused as a whole.
"""

from servicecheck.files.answers.found import Found, Listed, Person, Reject
from servicecheck.files.answers.sources import found_in
from servicecheck.files.answers.table_kinds import Expectations

__all__ = ["Expectations", "Found", "Listed", "Person", "Reject", "found_in"]
