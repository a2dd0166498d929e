"""Where each page of each language lives: `en` at the root, the others in a folder of their own."""

from __future__ import annotations

from hooks.languages import ENGLISH, Language

CARDS = "cards"  # preview pictures, drawn by `make cards`


def home(language: Language) -> str:
    """A language's folder, seen from the site's root: `` for English, `es/` for Spanish."""
    return "" if language == ENGLISH else f"{language.code}/"


def page(path: str, language: Language, directory_urls: bool = True) -> str:
    """The address of a page, seen from the site's root."""
    name = path.removesuffix(".md")
    folder, _, last = name.rpartition("/")
    prefix = home(language)
    if last == "index":
        address = f"{folder}/" if folder else ""
        return prefix + address + ("" if directory_urls else "index.html")
    return f"{prefix}{name}/" if directory_urls else f"{prefix}{name}.html"


def file(address: str) -> str:
    """The file in the built site that an address is served from."""
    return address if address.endswith(".html") else f"{address}index.html"


def card(path: str, language: Language) -> str:
    """The preview picture of a page."""
    return f"{CARDS}/{language.code}/{path.removesuffix('.md').replace('/', '-')}.png"


def relative(target: str, start: str) -> str:
    """The way from the page at `start` to `target`, both seen from the site's root."""
    here = start.split("/")[:-1]
    steps = target.split("/")
    same = 0
    while same < len(here) and same < len(steps) - 1 and here[same] == steps[same]:
        same += 1
    path = "../" * (len(here) - same) + "/".join(steps[same:])
    return path or "./"
