"""The plan of action on a terminal: chosen from what to do first, worded, and looked at again later."""

from servicecheck.terminal.plan.follow_up import look_back
from servicecheck.terminal.plan.planner import Planner
from servicecheck.terminal.plan.table import show_breaches, show_plan

__all__ = ["Planner", "look_back", "show_breaches", "show_plan"]
