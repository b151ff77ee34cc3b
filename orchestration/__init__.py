"""The CCHC warehouse: snapshots of documents in, a published DuckDB file out.

`landing`, `extraction` and `publishing` know nothing of Dagster and nothing of each other's insides; they meet in
`assets`, and pass Parquet files whose columns `schemas` fixes.
"""
