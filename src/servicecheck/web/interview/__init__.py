"""One person's interview in a browser on the same computer.

- `desk`: where the pages and the run meet: what a browser sends waits there until the run has kept it.
- `app`: the addresses, and nothing else.
- `conversation`: what is said and asked before the questions, and after them. `follow_up`: what became of actions.
- `sitting`: the questions and tables, one page each, until they are handed in. `draft`: what could not be kept.
- `question`, `table`, `overview`, `verdict`: what stands on each kind of page.

The run goes on in the thread that began it, line by line as at a terminal, and alone has the assessment file open. The
server's thread only shows what the run has put up, and hands it what comes in.
"""

from servicecheck.web.interview.app import interview_app
from servicecheck.web.interview.conversation import Conversation
from servicecheck.web.interview.desk import Desk, Page

__all__ = ["Conversation", "Desk", "Page", "interview_app"]
