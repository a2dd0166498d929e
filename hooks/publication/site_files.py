"""Files that stand beside the pages: 404 pages, sitemap, robots.txt, status.json."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from markupsafe import Markup

from hooks.languages import ENGLISH, Language
from hooks.pages.front_matter import Kind
from hooks.project import Project
from hooks.publication import addresses, content_policy
from hooks.publication.content_policy import INLINE
from hooks.publication.view import PageView
from hooks.publication.words import Words
from hooks.review.states import ReviewState
from hooks.translation.mark import N_


def write_all(project: Project, languages: list[Language], site: Path, env: Environment) -> None:
    """Write every file that belongs to no single page."""
    _write(site / "status.json", status_json(project))
    _write(site / "sitemap.xml", _sitemap(project, env))
    _write(site / "robots.txt", _robots(project))
    _write(site / "_headers", content_policy.headers_file())
    _write(site / ".nojekyll", "")  # or GitHub Pages leaves out what begins with an underscore
    for language in languages:
        for page in project.pages.values():
            if PageView(project, page, language, "").card:
                name = addresses.card(page.path, language)
                (site / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(project.root / name, site / name)
        for drawn, drawing in project.drawings(language).items():
            _write(site / addresses.home(language) / drawn, drawing)
    _write(site / "llms.txt", _llms(project, env))
    for language in languages:
        views = _offered(project, language)
        if views:
            _write(site / addresses.home(language) / "feed.xml", _feed(project, views, env))
        if language != ENGLISH:
            path = site / addresses.home(language) / "404.html"
            _write(path, _not_found(project, [language], env))
    _write(site / "en" / "404.html", _not_found(project, [ENGLISH], env))
    _write(site / "404.html", _not_found(project, languages, env))


def status(project: Project) -> dict[str, Any]:
    """What the site knows of itself: for each language and page, messages, states, dates."""
    return {
        "version": 1,
        "languages": {
            language.code: {
                "tag": language.tag,
                "published": _published(project, language),
                "pages": dict(_pages(project, language)),
            }
            for language in project.languages
        },
    }


def status_json(project: Project) -> str:
    """The same as text."""
    return project.once(
        "status", lambda: json.dumps(status(project), ensure_ascii=False, sort_keys=True) + "\n"
    )


def _published(project: Project, language: Language) -> str | None:
    if language == ENGLISH:
        return None
    day = project.translations[language.code].published
    return day.isoformat() if day else None


def _pages(project: Project, language: Language) -> Iterator[tuple[str, dict[str, Any]]]:
    directory_urls = project.engine.use_directory_urls
    for page in project.pages.values():
        clinical = project.review(page, language)
        yield (
            page.path,
            {
                "address": addresses.page(page.path, language, directory_urls),
                "messages": asdict(project.counts(page, language)),
                "translation": ("source" if language == ENGLISH else project.counts(page, language).status),
                "review": clinical.state,
                "reviewed_on": clinical.record.on.isoformat() if clinical.record else None,
                "review_due": clinical.record.next.isoformat() if clinical.record else None,
                "language_check": (
                    None if language == ENGLISH else project.review(page, language, "language").state
                ),
                "text_changed": page.meta.text_changed.isoformat(),
                "indexable": project.is_indexable(page, language),
            },
        )


def _offered(project: Project, *languages: Language) -> list[PageView]:
    """The pages that search engines and other programs are offered."""
    return [
        PageView(project, page, language, "")
        for language in languages
        for page in project.pages.values()
        if project.is_indexable(page, language)
    ]


def _feed(project: Project, views: list[PageView], env: Environment) -> str:
    """The pages of one language, those last changed first; equal dates in the guide's own order."""
    views = sorted(views, key=lambda view: view.page.meta.text_changed, reverse=True)
    language = views[0].language
    home = views[0].absolute(addresses.home(language))
    return env.get_template("feed.xml").render(
        views=views,
        language=language,
        home=home,
        address=views[0].feed,
        site_name=project.engine.site_name,
        organization=project.settings.organization,
        _=Words(project, language).attribute,
    )


def _llms(project: Project, env: Environment) -> str:
    """What the site tells programs that read it: the same pages, in the same states."""
    views = _offered(project, *project.languages)
    reviewed = sum(view.review.state is ReviewState.REVIEWED for view in views)
    status = project.engine.site_url.rstrip("/") + "/status.json"
    return env.get_template("llms.txt").render(
        project=project, views=views, reviewed=reviewed, status=status
    )


def _sitemap(project: Project, env: Environment) -> str:
    views = _offered(project, *project.languages)
    return env.get_template("sitemap.xml").render(views=views)


def _robots(project: Project) -> str:
    lines = ["User-agent: *", "Allow: /"]
    if project.engine.site_url:
        lines.append(f"Sitemap: {project.engine.site_url.rstrip('/')}/sitemap.xml")
    return "\n".join(lines) + "\n"


def _not_found(project: Project, languages: list[Language], env: Environment) -> str:
    return env.get_template("not-found.html").render(
        pages=[Words(project, language) for language in languages],
        site_name=project.engine.site_name,
        base=urlsplit(project.engine.site_url).path.rstrip("/") + "/",
        links=_links(project),
        policy=content_policy.policy(),
        style=Markup((INLINE / "not-found.css").read_text("utf-8")),
        script=Markup((INLINE / "not-found.js").read_text("utf-8")),
    )


def _links(project: Project) -> Callable[[Language], list[tuple[str, Markup]]]:
    directory_urls = project.engine.use_directory_urls
    emergency = [page for page in project.pages.values() if page.meta.kind is Kind.EMERGENCY]

    def of(language: Language) -> list[tuple[str, Markup]]:
        words = Words(project, language)
        found = [(addresses.page("index.md", language, directory_urls), words.marked(N_("Home")))]
        found += [
            (addresses.page(page.path, language, directory_urls), words.title_html(page))
            for page in emergency
        ]
        return found

    return of


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
