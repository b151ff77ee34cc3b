-- Grain: one group of claims that one rule looked at. A new rule is a model of its own with these columns, added here.
select
    rule,
    comparison_key,
    observation_key,
    metric_key,
    claim_keys,
    cited_keys,
    verdict,
    imbalance,
    is_explained,
    distinct_values,
    likely_cause,
    explanation_vi,
    explanation_en
from {{ ref('int_rule_conflicting_values') }}
