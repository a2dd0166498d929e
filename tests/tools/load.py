"""The built site behind nginx, set up as HOSTING.md says: types, compression, caching, headers, and 10,000
requests without an error.

    .venv/bin/python -m tests.tools.load

Needs nginx and ApacheBench; where this user may install Debian's packages, they are installed.
"""

from __future__ import annotations

import gzip
import http.client
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hooks.paper.browser import install
from hooks.publication import content_policy
from tests.publication.test_serve import free_port

ROOT = Path(__file__).parents[2]
REQUESTS, AT_ONCE = 10_000, 20
PAGES = ("", "help/", "treatment/", "about/sources/", "assets/guide.css")
TYPES = {
    "": "text/html; charset=utf-8",
    "ar/help/": "text/html; charset=utf-8",
    "help/index.md": "text/markdown; charset=utf-8",
    "assets/guide.css": "text/css; charset=utf-8",
    "assets/guide.js": "application/javascript; charset=utf-8",
    "search/zh.js": "application/javascript; charset=utf-8",
    "status.json": "application/json; charset=utf-8",
    "sitemap.xml": "text/xml; charset=utf-8",
    "feed.xml": "text/xml; charset=utf-8",
    "llms.txt": "text/plain; charset=utf-8",
    "assets/icon.svg": "image/svg+xml; charset=utf-8",
}
_BLOCK = re.compile(r"```nginx\n(.*?)```", re.S)
_FIGURE = re.compile(
    r"^(Failed requests|Non-2xx responses|Document Length|Requests per second|  99%):?\s+([\d.]+)", re.M
)


def configuration(folder: Path, port: int) -> str:
    """What HOSTING.md says, for a server that needs nobody's rights."""
    found = _BLOCK.search((ROOT / "HOSTING.md").read_text("utf-8"))
    if not found:
        raise SystemExit("HOSTING.md says nothing about nginx any more")
    said = (
        found[1].replace("listen 80", f"listen 127.0.0.1:{port}").replace("/srv/guide", str(ROOT / "site"))
    )
    paths = " ".join(
        f"{name}_temp_path {folder};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return (
        f"daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 2;"
        " events { worker_connections 256; }\n"
        f"http {{ include /etc/nginx/mime.types; access_log off; {paths}\n{said}}}\n"
    )


@contextmanager
def served() -> Iterator[int]:
    """The site behind nginx; gives its port."""
    port = free_port()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "nginx.conf").write_text(configuration(folder, port), "utf-8")
        (folder / "headers.conf").write_text(content_policy.headers_for_nginx(), "utf-8")
        user = ["-g", "user root;"] if ROOT.owner() == "root" else []
        command = ["nginx", "-p", f"{folder}/", "-e", "stderr", "-c", f"{folder}/nginx.conf", *user]
        process = subprocess.Popen(command)
        try:
            while process.poll() is None:
                try:
                    http.client.HTTPConnection("127.0.0.1", port).connect()
                    break
                except ConnectionRefusedError:
                    time.sleep(0.02)
            yield port
        finally:
            process.terminate()
            process.wait()


def get(port: int, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    """One answer, with its content."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request(
        "GET", f"/{path}", headers={name.replace("_", "-"): v for name, v in headers.items()}
    )
    answer = connection.getresponse()
    return answer, answer.read()


def file_of(path: str) -> Path:
    """The file that an address shows."""
    return ROOT / "site" / (f"{path}index.html" if not path or path.endswith("/") else path)


def answers(port: int) -> Iterator[str]:
    """What is wrong with single answers."""
    for path, wanted in TYPES.items():
        answer, body = get(port, path, Accept_Encoding="gzip")
        if (answer.status, answer.headers["Content-Type"]) != (200, wanted):
            yield f"/{path}: {answer.status} {answer.headers['Content-Type']}, not {wanted}"
        file = file_of(path)
        packed = answer.headers["Content-Encoding"] == "gzip"
        if (gzip.decompress(body) if packed else body) != file.read_bytes():
            yield f"/{path}: the content is not the file's"
        if not packed and file.stat().st_size > 1000:
            yield f"/{path}: not compressed"
        for name, value in content_policy.headers().items():
            if answer.headers[name] != value:
                yield f"/{path}: {name} is {answer.headers[name]}"
        if answer.headers["Cache-Control"] != "no-cache":
            yield f"/{path}: may be kept without a question"
        again, _ = get(port, path, If_None_Match=get(port, path)[0].headers["ETag"])
        if again.status != 304:
            yield f"/{path}: loaded again though it is the same ({again.status})"
    if get(port, "help/index.md")[0].headers["X-Robots-Tag"] != "noindex":
        yield "copies for programs are offered to search engines"
    theme = next((ROOT / "site" / "assets" / "stylesheets").glob("main.*.css")).name
    kept = get(port, f"assets/stylesheets/{theme}")[0].headers["Cache-Control"]
    if "immutable" not in kept:
        yield f"the theme's stylesheet: {kept}"
    for path, wanted in missing_pages():
        missing, body = get(port, path)
        if missing.status != 404 or body != wanted.read_bytes():
            yield f"/{path}, which is not there: {missing.status}, and not {wanted}"
        for name, value in content_policy.headers().items():
            if missing.headers[name] != value:
                yield f"/{path}, which is not there: {name} is {missing.headers[name]}"


def missing_pages() -> Iterator[tuple[str, Path]]:
    """Addresses that lead nowhere, and the page that says so: in the language of the folder, or in all."""
    site = ROOT / "site"
    for page in sorted(site.glob("*/404.html")):
        yield f"{page.parent.name}/nothing/here/", page
        yield f"{page.parent.name}/nothing.md", page
    for path in ("nothing", "nothing/here/", "help/nothing/", "assets/nothing.css", "404.html/", "es/../x"):
        yield path, site / "404.html"


def under_load(port: int) -> Iterator[str]:
    """What is wrong under load; prints the figures."""
    for path in PAGES:
        number = str(REQUESTS // len(PAGES))
        address = f"http://127.0.0.1:{port}/{path}"
        command = [
            "ab",
            "-q",
            "-k",
            "-n",
            number,
            "-c",
            str(AT_ONCE),
            "-H",
            "Accept-Encoding: gzip",
            address,
        ]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        figures = {name.strip(): float(value) for name, value in _FIGURE.findall(said)}
        print(
            f"/{path}: {number} requests, {figures['Requests per second']:.0f} a second,"
            f" 99 of 100 within {figures['99%']:.0f} ms"
        )
        if figures["Document Length"] >= file_of(path).stat().st_size:
            yield f"/{path}: not compressed under load"
        failed = figures["Failed requests"] + figures.get("Non-2xx responses", 0)
        if failed:
            yield f"/{path}: {failed:.0f} of {number} requests failed"


def main() -> None:
    """Look at single answers, then at many."""
    for program, package in (("nginx", "nginx-light"), ("ab", "apache2-utils")):
        if not shutil.which(program):
            install([package])
        if not shutil.which(program):
            raise SystemExit(f"This needs {program}. Run: sudo apt-get install {package}")
    with served() as port:
        wrong = [*answers(port), *under_load(port)]
    if wrong:
        raise SystemExit("\n".join(wrong))
    print(f"{REQUESTS} requests, {len(TYPES)} kinds of answers: no error")


if __name__ == "__main__":
    main()
