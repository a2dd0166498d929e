"""English block -> reader's language.

In: the block tree that Python-Markdown builds before it renders inline Markdown, and a translator's
gettext catalog. Out: the same tree with every block's text either translated or marked as English.

    text.py        one block's raw text <-> message (soft breaks, attribute lists, placeholders)
    blocks.py      a page's tree -> its messages, in reading order, grouped into fallback units
    beside_the_tree.py  messages outside that tree: abbreviations, titles of references
    catalogs.py    PO files: reading, with file and line for whatever is broken
    checks.py      what a translation may not do to its source
    outcomes.py    which messages of a page are shown translated, and which fall back
    extension.py   the Markdown extension that swaps the text
    templates.py   messages of pages, navigation, disclaimers and templates -> POT files
    update.py      POT files -> translators' PO files, losing nothing
    status.py      how far each language is

This room knows Python-Markdown, Babel, polib and plain data; it does not know MkDocs.
"""
