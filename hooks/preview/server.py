"""The site on this machine, and a word to every open page when it has changed."""

from __future__ import annotations

import functools
import http.server
import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import unquote

from hooks.languages import ENGLISH

_SCRIPT = Path(__file__).with_name("live.js")
_TAG = b'<script src="/.live.js" data-edition="%d" defer></script></body>'
_ALIVE = 15.0  # seconds after which a page that hears nothing is told that the server lives


class PreviewServer:
    """Serves a folder until the process ends; `changed` makes open pages load themselves again.

    `languages` gives the codes of the languages that have a folder of their own.
    """

    def __init__(
        self, folder: Path, host: str, port: int, languages: Callable[[], Collection[str]] = tuple
    ) -> None:
        """Raises `OSError` when the address cannot be had."""
        self._news = threading.Condition()
        self._editions: Counter[str] = Counter()
        self._open: Counter[str] = Counter()
        self._languages = languages
        handler = functools.partial(_Handler, directory=str(folder), preview=self)
        self._server = http.server.ThreadingHTTPServer((host, port), handler)
        self._server.daemon_threads = True

    def start(self) -> None:
        """Serve in the background."""
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Serve no longer."""
        self._server.shutdown()
        self._server.server_close()

    def changed(self, languages: Collection[str]) -> None:
        """Tell every open page in these languages."""
        with self._news:
            for code in languages:
                self._editions[code] += 1
            self._news.notify_all()

    def wait(self, language: str, edition: int) -> int:
        """Wait until there is a newer edition of a language than this one, or for a while."""
        with self._news:
            self._news.wait_for(lambda: self._editions[language] > edition, timeout=_ALIVE)
            return self._editions[language]

    def language(self, path: str) -> str:
        """The language of a page."""
        return next((code for code in self._languages() if path.startswith(f"/{code}/")), ENGLISH.code)

    def edition(self, path: str) -> int:
        """How often the pages in the language of this one have changed."""
        return self._editions[self.language(path)]

    @contextmanager
    def listening(self, path: str) -> Iterator[str]:
        """An open page; gives its language."""
        code = self.language(path)
        with self._news:
            self._open[code] += 1
        try:
            yield code
        finally:
            with self._news:
                self._open[code] -= 1

    def open_languages(self) -> frozenset[str]:
        """The languages of the pages that somebody has open."""
        with self._news:
            return frozenset(code for code, number in self._open.items() if number > 0)


class _Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *arguments: object, preview: PreviewServer, directory: str) -> None:
        self._preview = preview
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        if self.path == "/.live.js":
            self._send(_SCRIPT.read_bytes(), "text/javascript")
        elif self.path.startswith("/.live?"):
            self._tell()
        else:
            self._file()

    def _file(self) -> None:
        path = Path(self.translate_path(self.path))
        page = path / "index.html" if path.is_dir() and self.path.split("?")[0].endswith("/") else path
        if page.suffix == ".html" and page.is_file():
            edition = self._preview.edition(self.path)  # before the page is read, which may be newer
            self._send(page.read_bytes().replace(b"</body>", _TAG % edition), "text/html; charset=utf-8")
        else:
            super().do_GET()

    def _send(self, data: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _tell(self) -> None:
        """Server-sent events, as the HTML standard has them."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        shown, _, path = unquote(self.path.partition("?")[2]).partition("/")
        edition = int(shown) if shown.isdigit() else 0
        with self._preview.listening(f"/{path}") as language, suppress(OSError):  # until it is closed
            while True:
                newer = self._preview.wait(language, edition)
                self.wfile.write(b"data: changed\n\n" if newer > edition else b": still here\n\n")
                self.wfile.flush()
                edition = newer

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *arguments: object) -> None:
        """Say nothing: the terminal is for what is wrong with the files."""
