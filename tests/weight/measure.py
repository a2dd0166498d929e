"""What a page weighs and how it arrives: bytes, requests, layout shift, largest paint.

Measured in Chromium, with an empty cache, behind a server that compresses, over a slow connection.
"""

from __future__ import annotations

import gzip
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from hooks.paper.host import Quiet, host

# A middling phone connection, as Lighthouse simulates it: 1.6 Mbit/s, 150 ms.
_SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}
_SHIFT = """() => {
  window.shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  window.paint = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.paint = entry.startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
}"""


@dataclass(frozen=True)
class Weight:
    """One page, opened for the first time: bytes and requests on the wire, shift, seconds to the paint."""

    bytes: int
    requests: int
    layout_shift: float
    largest_paint: float


class _Compressing(Quiet):
    def do_GET(self) -> None:  # noqa: N802 - the name that http.server calls
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def compressing(site: Path) -> AbstractContextManager[str]:
    """A host that compresses; gives its address."""
    return host(site, _Compressing)


def weigh(browser: Browser, address: str) -> Weight:
    """Open a page for the first time, on a phone, and wait until nothing more arrives."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", _SLOW)
    sizes: list[float] = []  # what a stylesheet holds in itself (`data:`) is no request, and has none
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.add_init_script(f"({_SHIFT})()")
    page.goto(address)
    page.wait_for_load_state("networkidle")
    shift, paint = page.evaluate("[window.shift, window.paint]")
    context.close()
    return Weight(int(sum(sizes)), sum(size > 0 for size in sizes), shift, paint / 1000)
