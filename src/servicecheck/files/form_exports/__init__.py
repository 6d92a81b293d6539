"""A questionnaire as a form of another tool: what is asked, in its words and languages, with its conditions.

What people answer there comes back through `files.forms`, which knows each tool's names of columns.
"""
