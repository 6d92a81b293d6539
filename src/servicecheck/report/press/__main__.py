"""What a child process of the press runs."""

from servicecheck.report.press.child import work

work()
