-- Grain: one group of claims that one rule looked at.
select
    rule,
    comparison_key,
    claim_keys,
    verdict,
    imbalance,
    observation_key,
    level,
    explanation_vi,
    explanation_en
from {{ ref('int_comparisons') }}
order by comparison_key
