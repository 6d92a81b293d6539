"""Front end: pages for the phones in a room, for its projector, and for one person's browser.

Every page is a form and a link, made here from what is known; scripts only fetch a page again when it has changed.

- `participants`, `presenter`, `interview`: the pages, an application each. `rehearsal`: people who are not there.
- `room`: one workshop that many change at once. `live`: the line on which they hear of it. `services`: what the
  command hands to the pages.
- `server`, `connections`: threads and sockets, with limits. `doors`: the addresses of a room; `addresses`: which there
  are. `guard`, `refusals`: what is not answered. `entrance`, `cookies`, `tries`: who comes in. `forms`: what is sent.
- `pages`: templates and the files they ask for. `questions`, `level_look`, `level_bar`: what several of them show.
  `wifi`: the QR code of a network.
"""
