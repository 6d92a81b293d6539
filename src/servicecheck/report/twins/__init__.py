"""The report as documents that can be edited: DOCX for its words, XLSX for its tables.

Both are made from the same context as the pages and hold nothing that those do not show. `outline` turns a context into
headings, paragraphs and tables; `document` and `workbook` write them.
"""
