"""Where reports are made: child processes with limits, one pool for one report and for ten thousand.

Whoever wants reports opens a `Press` and gives it jobs. A `Job` is called in a child, which no template can leave: see
`confinement`. What a template does happens inside `at_work`, within `Limits`; a job that goes beyond them ends alone,
its child is replaced, and the others go on.
"""

from servicecheck.report.press.job import Job, Printed
from servicecheck.report.press.limits import Limits, at_work
from servicecheck.report.press.press import Press, Result

__all__ = ["Job", "Limits", "Press", "Printed", "Result", "at_work"]
