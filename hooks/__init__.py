"""What the build adds to MkDocs: one room a job, each with its front door in `__init__.py`.

build.py        the MkDocs events, in firing order; nothing else imports MkDocs events
engine.py       reads mkdocs.yml through MkDocs and hands on plain data
settings.py     the project's own part of mkdocs.yml (`extra.guide`), validated
languages.py    names, direction, dates of a language (Babel)
problems.py     what went wrong, where, and what to write instead
yaml_lines.py   YAML with the line of every key
inputs.py       every file and setting that a build reads, as digests
memory.py       what is kept between two runs of a command, and where
processes.py    the same work on several shares at once

project/        everything a person edits, read and checked once; every command starts from it
pages/          English pages: front matter, Markdown, links and anchors
translation/    English block -> reader's language: messages, catalogs, checks, fallback
review/         records of medical review, the fingerprint they are bound to, their state
diagrams/       drawings with words in them, one a language
corrections.py  what was wrong in a published text
sources/        bibliography and citations
disclaimers/    the texts that say what this is not
publication/    what surrounds a page's text: boxes, head, navigation, generated pages, swap
paper/          leaflets and preview pictures, with Chromium
search/         the search indexes, one a language
verify/         reads a built site back and compares it with what it may claim
rebuild/        what has to be built again, and what need not
preview/        the site while somebody writes: a server, and pages that load themselves again

cli/            the `guide` command
"""
