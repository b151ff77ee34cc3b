-- Grain: one figure as one current document states it.
{{ config(materialized='view') }}

select
    c.claim_key,
    s.document,
    c.char_start,
    c.char_end,
    c.quote,
    c.value,
    c.denominator,
    c.unit,
    c.qualifier,
    c.role,
    c.status,
    c.metric_key,
    c.metric_phrase,
    c.agency_key,
    c.period_kind,
    c.period_start,
    c.period_end,
    c.scope_key,
    s.publisher,
    s.title,
    s.published_on,
    c.source_key,
    m.name_vi as metric_name_vi,
    a.name_vi as agency_name_vi,
    p.label_vi as period_label_vi,
    c.unit_measure,
    c.lower_bound,
    c.upper_bound,
    c.statistic,
    c.direction,
    c.hedge,
    c.sentence,
    c.locator,
    c.vintage_date,
    c.confidence,
    c.rank,
    c.rank_reason,
    c.observation_key,
    c.agency_version_key,
    s.producer
from {{ ref('fct_claim') }} as c
inner join {{ ref('dim_source') }} as s on c.source_key = s.source_key
inner join {{ ref('dim_metric') }} as m on c.metric_key = m.metric_key
inner join {{ ref('dim_agency') }} as a on c.agency_version_key = a.agency_version_key
inner join {{ ref('dim_period') }} as p on c.period_key = p.period_key
where c.is_current
