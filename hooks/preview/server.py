"""The site on this machine, and a word to every open page when it has changed."""

from __future__ import annotations

import functools
import http.server
import threading
from pathlib import Path

_SCRIPT = Path(__file__).with_name("live.js")
_TAG = b'<script src="/.live.js" defer></script></body>'
_ALIVE = 15.0  # seconds after which a page that hears nothing is told that the server lives


class PreviewServer:
    """Serves a folder until the process ends; `changed` makes every open page load itself again."""

    def __init__(self, folder: Path, host: str, port: int) -> None:
        """Raises `OSError` when the address cannot be had."""
        self._news = threading.Condition()
        self._edition = 0
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

    def changed(self) -> None:
        """Tell every open page."""
        with self._news:
            self._edition += 1
            self._news.notify_all()

    def edition_after(self, edition: int) -> int:
        """Wait until there is a newer edition than this one, or for a while."""
        with self._news:
            self._news.wait_for(lambda: self._edition > edition, timeout=_ALIVE)
            return self._edition

    @property
    def edition(self) -> int:
        """How often the site has changed."""
        return self._edition


class _Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *arguments: object, preview: PreviewServer, directory: str) -> None:
        self._preview = preview
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        if self.path == "/.live.js":
            self._send(_SCRIPT.read_bytes(), "text/javascript")
        elif self.path == "/.live":
            self._tell()
        else:
            self._file()

    def _file(self) -> None:
        path = Path(self.translate_path(self.path))
        page = path / "index.html" if path.is_dir() and self.path.split("?")[0].endswith("/") else path
        if page.suffix == ".html" and page.is_file():
            self._send(page.read_bytes().replace(b"</body>", _TAG), "text/html; charset=utf-8")
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
        edition = self._preview.edition
        try:
            while True:
                newer = self._preview.edition_after(edition)
                self.wfile.write(b"data: changed\n\n" if newer > edition else b": still here\n\n")
                self.wfile.flush()
                edition = newer
        except OSError:
            pass  # the page was closed

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *arguments: object) -> None:
        """Say nothing: the terminal is for what is wrong with the files."""
