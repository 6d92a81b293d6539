"""Files of any size through the scorer: what comes in, how it is read, one plan, what goes out.

No row becomes a Python object, and every row is accounted for: rows in = scored + rejected.
"""
