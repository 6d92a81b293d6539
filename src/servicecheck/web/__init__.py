"""Front end: pages for the phones in a room, for its projector, and for one person's browser.

Every page is a form and a link, made here from what is known; scripts only fetch a page again when it has changed.
"""
