"""Bibliography and citations: from `[@key]` in a text to a numbered entry at the page's end.

bibliography.py   `docs/_data/bibliography.json` (CSL-JSON), validated, and how an entry reads
citations.py      the Markdown extension for `[@key]`, `[@a; @b]`, `[@key, p. 3]`
"""
