"""The report: from an assessment to a page that can be handed over.

`context` turns an assessment into words, printed figures and drawings' inputs; `render` puts them into a template as
HTML, `pdf` makes a PDF of that, `publication` is the same as JSON. Everything here takes values and returns bytes; it
reads nothing but the template's folder and writes nothing.
"""
