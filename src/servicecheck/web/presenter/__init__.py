"""The projector's pages, which the facilitator drives.

- `app`: their addresses. `presses`: their forms. `screen`: a page as it is sent.
- `desk`: what they know beside the room. `watch`, `reporting`: minutes, the report.
- `scene`: what a page is made of. `frame`: what stands around it, the main thing to do first. `looks`: which page when.
- `lobby`, `question`, `votes`, `choosing`, `verdict`, `first_steps`, `overview`: the pages.
- `steps`, `histogram`, `figures`: answers, votes and medians as they are named and drawn.
"""

from servicecheck.web.presenter.app import presenter_app

__all__ = ["presenter_app"]
