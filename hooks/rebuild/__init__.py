"""What has to be built again, and what need not.

In: a project, and what the last build left in its cache. Out: a site that is the same, to the byte, as if
everything had been built. When in doubt the cache forgets.

    keys.py       what one page in one language depends on
    order.py      which pages one run of the engine renders
    run.py        one build: what is kept, what is rendered, what is verified
    parts.py      a site in parts, rendered on several machines and joined
    workbench.py  where a site is made before it is published
    opening.py    reads a project with the help of what was kept
    unchanged.py  the answer to `guide build` when nothing has changed
    shortcuts.py  the only code of another package that is changed while it runs
"""
