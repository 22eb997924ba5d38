"""Event logs out of CSV and XES files, plain or packed with gzip.

Read with the standard library (csv, expat): the one library that reads both, pm4py, brings
pandas, scipy and a copyleft licence along, for what are two hundred lines here; and what is read
must have the line and column of every fault, which it does not give.
"""
