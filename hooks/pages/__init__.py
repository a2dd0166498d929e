"""English pages: in, `docs/*.md`; out, validated metadata and the parsed text.

front_matter.py  the block at the head of each page
markdown.py      Markdown -> messages, anchors, links, with the site's own extensions
glossary.py      which entries a page links to
wording.py       words that a guide has decided not to use
shape.py         where citations stand, and lists that are told alike
checkboxes.py    boxes to tick on paper
tables.py        tables that can be read on a phone
readability.py   how hard a page is to read
stamp.py         the date a page's words last changed, bound to the words
checks.py        what must be true of a page, and of pages together
"""
