"""Paper and pictures, made from the finished site with Chromium; `make site` needs none of this.

In: a project, and its built site. Out: one PDF a page and language, bilingual ones for a clinician and a
patient who share no language, and preview pictures for those who share a link.

    browser.py   finds Chromium, or installs it
    host.py      serves a folder on this machine
    leaflets.py  the PDFs
    cards.py     the pictures
"""
