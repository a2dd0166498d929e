"""`make serve`: the site as it will be, and again whenever a file is saved.

In: a project. Out: a server on this machine whose pages load themselves again. While a file is broken the
last good site stays, and the terminal says what to mend.

    session.py  a project in memory, built again and again
    server.py   the site, and the word that it has changed
    live.js     what listens for that word in the page
"""

from hooks.preview.server import PreviewServer
from hooks.preview.session import Session

__all__ = ["PreviewServer", "Session"]
