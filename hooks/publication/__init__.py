"""What stands around a page's text, and how a built site is published.

addresses.py        where each page of each language lives
words.py            texts around the pages, in the reader's language or marked as English
view.py             everything the templates show about one page
structured_data.py  JSON-LD: schema.org's MedicalWebPage and MedicalCondition
site_files.py       404 pages, sitemap, robots.txt, status.json
swap.py             puts a finished build in the place of the old one, at once
"""
