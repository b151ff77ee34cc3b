-- Grain: one inconsistency.
{{ config(materialized='view') }}

select
    f.finding_key,
    f.rule,
    f.severity,
    f.claim_keys,
    f.explanation_vi,
    f.explanation_en,
    f.imbalance,
    f.likely_cause,
    f.state,
    f.accepted_because,
    f.values_seen,
    f.metric_key,
    m.name_vi as metric_name_vi,
    f.observation_key,
    f.level
from {{ ref('fct_finding') }} as f
left join {{ ref('dim_metric') }} as m on f.metric_key = m.metric_key
