-- Grain: one group of claims that one rule looked at.
{{ config(materialized='view') }}

select
    rule,
    claim_keys,
    verdict,
    imbalance,
    comparison_key,
    observation_key
from {{ ref('fct_comparison') }}
