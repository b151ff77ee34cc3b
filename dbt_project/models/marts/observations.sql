-- Grain: one observation of role level: the chosen value with the range of all values beside it.
{{ config(materialized='view') }}

select
    o.observation_key,
    o.metric_key,
    m.name_vi as metric_name_vi,
    o.agency_key,
    a.name_vi as agency_name_vi,
    p.kind as period_kind,
    p.start_date as period_start,
    p.end_date as period_end,
    p.label_vi as period_label_vi,
    o.scope_key,
    o.unit,
    o.value,
    o.value_min,
    o.value_max,
    o.denominator,
    o.qualifier,
    o.statistic,
    o.status,
    o.n_claims,
    o.n_documents,
    o.n_witnesses,
    o.is_contested,
    o.is_decided,
    o.resolution_rule,
    o.vintage_date,
    m.is_catalogued,
    o.agency_version_key,
    o.claim_key,
    c.quote,
    c.sentence,
    s.document,
    s.publisher,
    s.producer,
    s.title,
    s.published_on,
    s.url,
    o.source_key
from {{ ref('fct_observation') }} as o
inner join {{ ref('dim_metric') }} as m on o.metric_key = m.metric_key
inner join {{ ref('dim_agency') }} as a on o.agency_version_key = a.agency_version_key
inner join {{ ref('dim_period') }} as p on o.period_key = p.period_key
inner join {{ ref('fct_claim') }} as c on o.claim_key = c.claim_key
inner join {{ ref('dim_source') }} as s on o.source_key = s.source_key
where o.role = 'level'
