"""Missing persons: plans kept before, the report, the episode and its clocks, and the return.

An episode is a case of kind *missing* with a record of its own; who holds the case works on it.
"""
