-- Grain: one longer passage that holds a figure, with the document that landed its words first.
-- A passage follows the earliest landed one that it nearly repeats, and that one what it repeats, up to the first: so a
-- passage never changes its group when others land later. Candidates are the first holders of its hashes, at most as many
-- as a sketch has; three quarters of the shorter passage have to be in the longer one.
with recursive landed as (
    select
        g.source_key,
        g.char_start,
        g.char_end,
        g.shingles,
        g.sketch,
        s.first_seen_at,
        row_number() over (order by s.first_seen_at asc, g.source_key asc, g.char_start asc) as number
    from {{ ref('stg_signatures') }} as g
    inner join {{ ref('int_sources') }} as s on g.source_key = s.source_key
    where exists (
        select 1 from {{ ref('stg_claims') }} as c
        where c.source_key = g.source_key and c.char_start >= g.char_start and c.char_start < g.char_end
    )
),

marks as (
    select
        number,
        unnest(sketch) as shingle
    from landed
),

first_holders as (
    select
        shingle,
        min(number) as holder
    from marks
    group by shingle
),

candidates as (
    select distinct
        h.number,
        f.holder
    from marks as h
    inner join first_holders as f on h.shingle = f.shingle
    where f.holder < h.number
),

members as (
    select
        number,
        holder,
        number as member
    from candidates
    union all
    select
        number,
        holder,
        holder as member
    from candidates
),

sketched as (
    -- The smallest hashes of both together are a fair sample of both together.
    select
        m.number,
        m.holder,
        h.shingle,
        count(*) as holders,
        row_number() over (partition by m.number, m.holder order by h.shingle) as place
    from members as m
    inner join marks as h on m.member = h.number
    group by m.number, m.holder, h.shingle
),

sampled as (
    select
        number,
        holder,
        count(*) as n_sampled,
        count(case when holders = 2 then 1 end) as n_shared
    from sketched
    where place <= 64
    group by number, holder
),

parents as (
    -- shared / union = n_shared / n_sampled, hence shared = n_shared * (a + b) / (n_sampled + n_shared).
    select
        s.number,
        min(s.holder) as parent
    from sampled as s
    inner join landed as a on s.number = a.number
    inner join landed as b on s.holder = b.number
    where 4 * s.n_shared * (a.shingles + b.shingles) >= 3 * least(a.shingles, b.shingles) * (s.n_sampled + s.n_shared)
    group by s.number
),

roots as (
    select
        l.number,
        l.number as root
    from landed as l
    left join parents as p on l.number = p.number
    where p.number is null
    union all
    select
        p.number,
        r.root
    from parents as p
    inner join roots as r on p.parent = r.number
)

select
    l.source_key,
    l.char_start,
    l.char_end,
    first_landed.source_key as root_source_key,
    first_landed.char_start as root_start,
    first_landed.first_seen_at as root_seen_at
from landed as l
inner join roots as r on l.number = r.number
inner join landed as first_landed on r.root = first_landed.number
