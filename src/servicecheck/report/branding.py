"""Whose report it looks like: logo, colour and a few words of the client's and the consultant's own."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Branding:
    """What a client or consultant may put on a report; whatever is empty leaves nothing behind."""

    logo: str = ""
    """A `data:` address."""
    accent: str = ""
    """#rrggbb."""
    foreword: str = ""
    client: str = ""
    consultant: str = ""


UNBRANDED = Branding()
