"""What people wrote beside their answers, and their answers to questions in words.

In an anonymous round only on questions that k people or more replied to. The order follows from the questions and from
what was written, so that it does not tell who wrote which.
"""

from collections.abc import Iterator

from servicecheck.assessment.case import Case
from servicecheck.assessment.findings import Comment
from servicecheck.assessment.replies import Replies
from servicecheck.conditions import NOT_ANSWERS
from servicecheck.items import Item, TextItem
from servicecheck.response import Answer


def comments_of(case: Case) -> tuple[Comment, ...]:
    """Every comment that may be shown; what customers wrote stands with the customers."""
    replies = Replies(case)
    return tuple(
        Comment(case.questionnaire.home(item.id).id, item.id, text)
        for item in case.questionnaire.items
        if replies.replied(item) >= case.smallest_group
        for text in sorted(text for one in replies.people if item.id in one for text in _texts(item, one[item.id]))
    )


def _texts(item: Item, answer: Answer) -> Iterator[str]:
    is_in_words = isinstance(item, TextItem) and answer.value not in NOT_ANSWERS
    written = [answer.value or "" if is_in_words else "", answer.note]
    return (text.strip() for text in written if text.strip())
