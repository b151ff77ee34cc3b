-- Grain: one snapshot that could be read.
-- Which snapshot of a page is the current one, what it supersedes, and how far its source is trusted.
-- Snapshots of one file name, or of one address that metadata names, are a page. Pages that show the same words now are one
-- document, that of the page that landed first, whose snapshot votes for all. A page that shows what another showed first
-- and has changed since is an earlier state of that one's document.
with sighted as (
    select
        file_name,
        sha256,
        max(seen_at) as last_seen_at
    from {{ ref('stg_sightings') }}
    group by file_name, sha256
),

extracted as (
    select
        source_key,
        max(published_on) as published_on,
        max(published_on_basis) as published_on_basis
    from {{ ref('stg_extractions') }}
    group by source_key
),

defaults as (
    select
        min(case when publisher = '*report' then authority_rank end) as report_rank,
        min(case when publisher = '*' then authority_rank end) as other_rank
    from {{ ref('publishers') }}
    where kind = 'default'
),

-- A page by the first of its names and addresses: names lead to addresses, those to other names, and so on.
by_name as (
    select
        source_key,
        file_name,
        coalesce(address, 'name:' || file_name) as address,
        min(source_key) over (partition by file_name) as page
    from {{ ref('stg_documents') }}
),

by_address as (
    select
        source_key,
        file_name,
        address,
        min(page) over (partition by address) as page
    from by_name
),

by_name_again as (
    select
        source_key,
        address,
        file_name,
        min(page) over (partition by file_name) as page
    from by_address
),

by_address_again as (
    select
        source_key,
        file_name,
        min(page) over (partition by address) as page
    from by_name_again
),

pages as (
    select
        source_key,
        min(page) over (partition by file_name) as page
    from by_address_again
),

ordered as (
    select
        d.*,
        p.page,
        coalesce(s.last_seen_at, d.first_seen_at) as last_seen_at,
        lag(d.source_key) over by_page as supersedes_key,
        lead(coalesce(s.last_seen_at, d.first_seen_at)) over by_page as superseded_at,
        row_number() over by_page as page_number,
        row_number() over (
            partition by p.page
            order by coalesce(s.last_seen_at, d.first_seen_at) desc, d.first_seen_at desc, d.source_key desc
        ) as age,
        -- The snapshot that landed these words first.
        first_value(d.source_key) over by_text as text_root,
        first_value(d.first_seen_at) over by_text as text_seen_at
    from {{ ref('stg_documents') }} as d
    inner join pages as p on d.source_key = p.source_key
    left join sighted as s on d.file_name = s.file_name and d.sha256 = s.sha256
    window
        by_page as (
            partition by p.page
            order by coalesce(s.last_seen_at, d.first_seen_at), d.first_seen_at, d.source_key
        ),
        by_text as (partition by coalesce(d.text_sha256, d.source_key) order by d.first_seen_at, d.source_key)
),

earlier_states as (
    -- Pages that show what another page showed first and has replaced by later words; with that page's present snapshot.
    select
        c.source_key,
        n.source_key as replaced_by
    from ordered as c
    inner join ordered as z on c.text_root = z.source_key and z.age > 1 and c.page <> z.page
    inner join ordered as n on z.page = n.page and n.age = 1 and c.text_root <> n.text_root and c.text_seen_at < n.text_seen_at
    where c.age = 1
),

pages_named as (
    -- The name of each page's document: that of the page that landed the present words first.
    select
        o.page,
        o.document as own_name,
        coalesce(
            first_value(n.document) over (
                partition by coalesce(n.text_sha256, n.source_key)
                order by n.first_seen_at, n.source_key
            ),
            o.document
        ) as document
    from ordered as o
    left join earlier_states as e on o.source_key = e.source_key
    inner join ordered as n on coalesce(e.replaced_by, o.source_key) = n.source_key
    where o.age = 1
),

named as (
    select
        o.* exclude (document),
        o.document as landed_as,
        case when n.document <> n.own_name then n.document else o.document end as document
    from ordered as o
    inner join pages_named as n on o.page = n.page
),

withdrawn as (
    -- By the name of the document or by that under which one of its snapshots landed.
    select
        d.source_key,
        min(w.reason) as withdrawal_reason
    from named as d
    inner join {{ ref('withdrawals') }} as w
        on
            w.document in (d.document, d.landed_as)
            and ({{ blank_to_null('w.sha256') }} is null or d.sha256 = {{ blank_to_null('w.sha256') }})
    group by d.source_key
),

standing as (
    select
        o.*,
        w.source_key is not null as is_withdrawn,
        w.withdrawal_reason,
        o.age > 1 or (e.source_key is not null and r.source_key is null) as is_superseded,
        first_value(o.source_key) over (
            partition by o.text_root, o.age = 1 and w.source_key is null
            order by o.first_seen_at, o.source_key
        ) as first_of_text
    from named as o
    left join withdrawn as w on o.source_key = w.source_key
    left join earlier_states as e on o.source_key = e.source_key
    left join withdrawn as r on e.replaced_by = r.source_key
)

select
    o.source_key,
    -- Orders snapshots as their keys do.
    row_number() over (order by o.source_key) as source_no,
    o.document,
    o.page,
    o.page_number,
    o.file_name,
    o.sha256,
    o.media_type,
    o.kind,
    o.title,
    o.publisher,
    o.producer,
    o.author,
    coalesce(o.published_on, e.published_on) as published_on,
    case when o.published_on is not null then o.published_on_basis else e.published_on_basis end as published_on_basis,
    o.url,
    o.source_link,
    o.is_digest,
    o.first_seen_at,
    o.last_seen_at,
    o.supersedes_key,
    -- One whose words were known does not count at any moment.
    case
        when o.age = 1 and not o.is_withdrawn and (o.is_superseded or o.first_of_text <> o.source_key) then o.first_seen_at
        else o.superseded_at
    end as superseded_at,
    not o.is_superseded and not o.is_withdrawn and o.first_of_text = o.source_key as is_current,
    case
        when o.is_withdrawn then 'withdrawn'
        when o.is_superseded then 'superseded'
        when o.first_of_text <> o.source_key then 'repeated'
        else 'current'
    end as standing,
    o.withdrawal_reason,
    case when not o.is_superseded and not o.is_withdrawn then nullif(o.first_of_text, o.source_key) end as same_text_as,
    -- A report is as good as the better of those who made and who printed it; an article is as good as its paper.
    case
        when o.kind = 'report'
            then coalesce(least(made.authority_rank, printed.authority_rank), d.report_rank, 90)
        else coalesce(printed.authority_rank, d.other_rank, 90)
    end as authority_rank,
    -- The body that speaks here about itself; newspapers only repeat what bodies say.
    case when o.kind = 'report' and made.kind not like '%newspaper' then made.agency_key end as producer_agency_key,
    case when printed.kind not like '%newspaper' then printed.agency_key end as publisher_agency_key
from standing as o
left join extracted as e on o.source_key = e.source_key
left join {{ ref('int_source_authority') }} as printed on o.publisher = printed.printed_name
left join {{ ref('int_source_authority') }} as made on o.producer = made.printed_name
cross join defaults as d
