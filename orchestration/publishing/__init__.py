"""Built database -> published version.

Here: the folders of versions, what a build was made of, the queries that a file must pass, and the rename that makes it
the current one. Not here: Dagster, dbt, and how a claim is read or chosen.
"""
