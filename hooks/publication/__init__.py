"""What stands around a page's text, and how a built site is published.

addresses.py        where each page of each language lives
words.py            texts around the pages, in the reader's language or marked as English
view.py             everything the templates show about one page
structured_data.py  JSON-LD: schema.org's MedicalWebPage and MedicalCondition
plain_copy.py       each page as plain Markdown
content_policy.py   what a page may load and run
offline/            the service worker
templates.py        the environment of our templates
theme.py            what we take from Material
site_files.py       404 pages, sitemap, feeds, robots.txt, llms.txt, status.json
beside_pages.py     all that belongs to no single page, in the order in which it is written
swap.py             puts a finished build in the place of the old one, at once
"""
