"""Drawings: pure functions from a few frozen figures to SVG markup, in millimetres of paper.

A chart of the report is a table with one drawing in each row, so it is its own data table; see `svg.Drawing` for what a
drawing offers, `scale` for the ruler they share and `palette` for their colours.
"""
