"""Assets, one module per group; the only place, with `checks`, where the rooms meet.

Here: thin functions that call `landing`, `extraction` and `publishing` and tell Dagster what came of it.
"""
