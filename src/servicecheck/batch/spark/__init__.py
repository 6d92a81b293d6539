"""The same plan on Spark, for rows that one machine cannot hold.

Spark reads, spreads and writes; what is worked out is worked out on its workers by the very modules that one machine
uses, on each batch of rows that Spark hands over. Only here, and only when it is asked for, pyspark is imported.
"""
