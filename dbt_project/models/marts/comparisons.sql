-- Grain: one group of claims that one rule looked at.
{{ config(materialized='view') }}

select
    rule,
    claim_keys,
    verdict,
    imbalance,
    comparison_key,
    observation_key,
    level,
    explanation_vi,
    explanation_en
from {{ ref('fct_comparison') }}
