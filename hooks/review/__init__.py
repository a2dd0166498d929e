"""Medical review: records bound to exactly the text they speak of.

    records.py       the record of a review, and the people who may make one
    fingerprint.py   what a record is bound to: a hash of everything the reader is shown
    signatures.py    SSH signatures of records
    writing.py       puts a record into its file
    history.py       the reviewed text, found again in the repository
    due.py           which reviews end soon
    policy.py        what the check job does with each state
    packet/          a page to mail to a reviewer, and their answers back
    states.py        awaiting, reviewed, changed or overdue, and since when

Nothing here can make a page look reviewed: a state comes only from a record whose fingerprint
equals that of the text as it is now.
"""
