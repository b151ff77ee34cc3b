-- Grain: one indicator outside the catalogue that current documents state; a person may accept it into metrics.csv.
with claims as (
    select
        p.claim_no,
        p.metric_key,
        p.document,
        p.agency_key,
        p.unit,
        p.quote,
        s.metric_phrase,
        row_number() over (
            partition by p.metric_key
            order by case p.confidence when 'sure' then 0 when 'likely' then 1 else 2 end, p.claim_no
        ) as place
    from {{ ref('int_claims_placed') }} as p
    inner join {{ ref('stg_claims') }} as s on p.claim_no = s.claim_no
    where p.is_current and not p.is_catalogued
),

counted as (
    select
        metric_key,
        count(*) as n_claims,
        count(distinct document) as n_documents,
        count(distinct agency_key) as n_agencies,
        list(distinct unit order by unit) as units,
        list(distinct trim(metric_phrase) order by trim(metric_phrase)) as phrases
    from claims
    group by metric_key
)

select
    c.metric_key,
    m.name_vi as example_phrase,
    m.unit,
    c.n_claims,
    c.n_documents,
    c.n_agencies,
    c.units,
    c.phrases,
    e.document as example_document,
    e.quote as example_quote,
    s.sentence as example_sentence
from counted as c
inner join {{ ref('int_metrics') }} as m on c.metric_key = m.metric_key
inner join claims as e on c.metric_key = e.metric_key and e.place = 1
inner join {{ ref('stg_claims') }} as s on e.claim_no = s.claim_no
order by c.metric_key
