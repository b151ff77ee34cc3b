-- Rows here: a decision of a person that no claim, finding or document answers to (misspelt, or no longer needed).
{{ config(severity='warn') }}

with unmet as (
    select
        a.action,
        a.document || ': ' || a.quote as about
    from {{ ref('adjudications') }} as a
    left join {{ ref('dim_source') }} as s on a.document = s.document
    left join {{ ref('fct_claim') }} as c
        on
            s.source_key = c.source_key
            and a.quote = c.quote
            and ({{ blank_to_null('a.metric_key') }} is null or a.metric_key = c.metric_key)
    where a.action in ('prefer', 'deprecate')
    group by a.action, a.document, a.quote, a.metric_key
    having count(c.claim_key) = 0
    union all
    select
        a.action,
        a.finding_key as about
    from {{ ref('adjudications') }} as a
    left join {{ ref('fct_finding') }} as f on a.finding_key = f.finding_key
    where a.action = 'accept_finding' and f.finding_key is null
    union all
    select
        'withdraw' as action,
        w.document as about
    from {{ ref('withdrawals') }} as w
    left join {{ ref('dim_source') }} as s
        on
            (w.document = s.document or w.document || '@' || left(s.sha256, 12) = s.source_key)
            and ({{ blank_to_null('w.sha256') }} is null or w.sha256 = s.sha256)
    where s.source_key is null
)

select
    action,
    about
from unmet
