-- Grain: one name of a publisher or producer that some document carries.
-- How far that name is trusted, and whose mouthpiece it is: from publishers.csv, else from the bodies of agencies.csv.
with names as (
    select publisher as printed_name from {{ ref('stg_documents') }}
    where publisher is not null
    union
    select producer as printed_name from {{ ref('stg_documents') }}
    where producer is not null
),

known as (
    select
        {{ folded('publisher') }} as folded_name,
        min(kind) as kind,
        min(authority_rank) as authority_rank,
        min({{ blank_to_null('agency_key') }}) as agency_key
    from {{ ref('publishers') }}
    where kind <> 'default'
    group by {{ folded('publisher') }}
),

bodies as (
    select
        {{ folded('a.name_vi') }} as folded_name,
        min(a.agency_key) as agency_key,
        min(a.level) as kind,
        min(p.authority_rank) as authority_rank
    from {{ ref('agencies') }} as a
    inner join {{ ref('publishers') }} as p on p.publisher = '*' || a.level
    group by {{ folded('a.name_vi') }}
)

select
    n.printed_name,
    coalesce(k.kind, b.kind) as kind,
    coalesce(k.authority_rank, b.authority_rank) as authority_rank,
    coalesce(k.agency_key, case when k.folded_name is null then b.agency_key end) as agency_key
from names as n
left join known as k on {{ folded('n.printed_name') }} = k.folded_name
left join bodies as b on {{ folded('n.printed_name') }} = b.folded_name
