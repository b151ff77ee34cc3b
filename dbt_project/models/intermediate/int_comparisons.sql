-- Grain: one group of claims that one rule looked at. A new rule is a model of its own with these columns, added here.
-- A view: its rows are written by the rules, and again in the marts.
{{ config(materialized='view') }}

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
    severity,
    level,
    explanation_vi,
    explanation_en
from {{ ref('int_rule_conflicting_values') }}
union all
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
    severity,
    level,
    explanation_vi,
    explanation_en
from {{ ref('int_rule_part_whole_sum') }}
union all
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
    severity,
    level,
    explanation_vi,
    explanation_en
from {{ ref('int_rule_growth_arithmetic') }}
union all
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
    severity,
    level,
    explanation_vi,
    explanation_en
from {{ ref('int_rule_average_total') }}
union all
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
    severity,
    level,
    explanation_vi,
    explanation_en
from {{ ref('int_rule_ratio_percent') }}
union all
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
    severity,
    level,
    explanation_vi,
    explanation_en
from {{ ref('int_rule_share_bounds') }}
union all
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
    severity,
    level,
    explanation_vi,
    explanation_en
from {{ ref('int_rule_cumulative_decrease') }}
union all
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
    severity,
    level,
    explanation_vi,
    explanation_en
from {{ ref('int_rule_unit_slip') }}
union all
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
    severity,
    level,
    explanation_vi,
    explanation_en
from {{ ref('int_rule_closed_shares') }}
union all
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
    severity,
    level,
    explanation_vi,
    explanation_en
from {{ ref('int_rule_table_totals') }}
