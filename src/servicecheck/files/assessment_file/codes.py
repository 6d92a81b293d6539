"""Random codes for people: nothing in them can be misread, and no word can come of them."""

import secrets
from collections.abc import Container

ALPHABET = "34679CDFGHJKMNPQRTWX"
LENGTH = 6


def new_code(taken: Container[object]) -> str:
    """A code that nobody in the file has."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        if code not in taken:
            return code
