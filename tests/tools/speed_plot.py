"""Bars for a few times, as an SVG that is readable on white and on black."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape

_ROW, _LEFT, _WIDTH, _TOP = 30, 190, 420, 46


def draw(seconds: Mapping[str, float], title: str) -> str:
    """One bar for each name, in the order given, with its seconds and its ratio to the first."""
    first = next(iter(seconds.values()))
    longest = max(seconds.values())
    rows = []
    for number, (name, value) in enumerate(seconds.items()):
        y = _TOP + number * _ROW
        length = max(1.0, value / longest * _WIDTH)
        colour = "#8a8f94" if number == 0 else "#1d8a8a"
        rows.append(
            f'<text x="{_LEFT - 10}" y="{y + 15}" text-anchor="end">{escape(name)}</text>'
            f'<rect x="{_LEFT}" y="{y}" width="{length:.1f}" height="20" rx="2" fill="{colour}"/>'
            f'<text x="{_LEFT + length + 8:.1f}" y="{y + 15}">{value:.2f} s · {value / first:.2f}</text>'
        )
    height = _TOP + len(seconds) * _ROW + 10
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 {height}" font-family="sans-serif"'
        f' font-size="13" fill="#808890" role="img" aria-label="{escape(title)}">'
        f'<text x="10" y="24" font-size="14">{escape(title)}</text>{"".join(rows)}</svg>\n'
    )
