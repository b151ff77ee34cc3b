-- Rows here: a claim that the Parquet files and marts.fct_claim do not both hold once, or a count that says otherwise.
with written as (
    select
        claim_key,
        source_key
    from {{ source('claims', 'claims') }}
),

held as (
    select
        claim_key,
        source_key
    from {{ ref('fct_claim') }}
),

per_document as (
    select
        e.source_key,
        e.claims as expected,
        count(h.claim_key) as found
    from {{ source('claims', 'extractions') }} as e
    left join held as h on e.source_key = h.source_key
    group by e.source_key, e.claims
)

select
    'lost' as problem,
    w.claim_key as place
from written as w
left join held as h on w.claim_key = h.claim_key
where h.claim_key is null
union all
select
    'from nowhere' as problem,
    h.claim_key as place
from held as h
left join written as w on h.claim_key = w.claim_key
where w.claim_key is null
union all
select
    'rows: ' || cast((select count(*) from written) as varchar) || ' written, '
    || cast((select count(*) from held) as varchar) || ' held, ' || cast(b.claims as varchar) || ' announced' as problem,
    b.build_id as place
from {{ ref('build') }} as b
where (select count(*) from written) <> (select count(*) from held) or b.claims <> (select count(*) from held)
union all
select
    'document: ' || cast(expected as varchar) || ' extracted, ' || cast(found as varchar) || ' held' as problem,
    source_key as place
from per_document
where expected <> found
