"""What a page may load and run: a strict Content-Security-Policy, as a meta element and as a header.

Hashes come from the fixed list of our own inline scripts and styles, never from a finished page: a script
that somebody slips into a page gets no hash and does not run.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

INLINE = Path(__file__).parent / "inline"
# The fixed list of inline scripts.
ALLOWED_SCRIPTS = frozenset(path.read_text("utf-8") for path in sorted(INLINE.glob("*.js")))
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@cache
def policy() -> str:
    """The policy for a meta element; what only a header can say is missing."""
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", *_hashes("*.js")]),
        "style-src": " ".join(["'self'", *_hashes("*.css")]),
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "worker-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {values}" for name, values in rules.items())


def headers() -> dict[str, str]:
    """What a host should send with every page, by the name of the header."""
    return {"Content-Security-Policy": f"{policy()}; frame-ancestors 'none'", **_HEADERS}


def headers_for_nginx() -> str:
    """The same as directives of nginx."""
    return "".join(f'add_header {name} "{value}" always;\n' for name, value in headers().items())


def headers_file() -> str:
    """`_headers`, for hosts that read one (Netlify, Cloudflare Pages)."""
    lines = [f"  {name}: {value}" for name, value in headers().items()]
    # Search engines go by the pages; the copies for programs are not for them.
    lines += ["/*.md", "  X-Robots-Tag: noindex"]
    return "\n".join(["/*", *lines]) + "\n"


def _hashes(pattern: str) -> list[str]:
    digests = [hashlib.sha256(path.read_bytes()).digest() for path in sorted(INLINE.glob(pattern))]
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]
