"""The pages of those who vote, on their phones.

- `app`: their addresses and forms. `visitor`: who looks at a page, in which language.
- `pages`: which page that is, of the workshop as it is. `vote`: the one with a question.
"""

from servicecheck.web.participants.app import participants_app

__all__ = ["participants_app"]
