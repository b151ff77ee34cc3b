"""Asset checks: what people see in Dagster of findings, failed files and integrity.

Here: thin functions that turn rows into check results. Not here: the rules themselves (dbt models) and the integrity
queries (`publishing.integrity`).
"""
