-- Grain: one longer passage that holds a figure, with the document that landed its words first.
-- A passage follows the earliest landed one that it nearly repeats, and that one what it repeats, up to the first: so a
-- passage never changes its group when others land later. Candidates are the first holders of its hashes, so that the work
-- grows with the number of passages; three quarters of the shorter passage have to be in the longer one.
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
    -- A phrase or two in common is chance.
    select
        h.number,
        f.holder
    from marks as h
    inner join first_holders as f on h.shingle = f.shingle
    where f.holder < h.number
    group by h.number, f.holder
    having count(*) > 3
),

compared as (
    -- Up to the smaller of the two largest hashes both sketches hold every hash of their passage: a fair sample.
    select
        c.number,
        c.holder,
        a.shingles as a_shingles,
        b.shingles as b_shingles,
        a.sketch as a_sketch,
        b.sketch as b_sketch,
        len(list_intersect(a.sketch, b.sketch)) as n_shared,
        coalesce(
            least(
                case when a.shingles > len(a.sketch) then list_max(a.sketch) end,
                case when b.shingles > len(b.sketch) then list_max(b.sketch) end
            ),
            greatest(list_max(a.sketch), list_max(b.sketch))
        ) as last_hash
    from candidates as c
    inner join landed as a on c.number = a.number
    inner join landed as b on c.holder = b.number
),

sampled as (
    select
        number,
        holder,
        a_shingles,
        b_shingles,
        n_shared,
        len(list_filter(a_sketch, lambda h: h <= last_hash)) + len(list_filter(b_sketch, lambda h: h <= last_hash)) - n_shared
            as n_sampled
    from compared
),

parents as (
    -- shared / union = n_shared / n_sampled, hence shared = n_shared * (a + b) / (n_sampled + n_shared).
    select
        number,
        min(holder) as parent
    from sampled
    where 4 * n_shared * (a_shingles + b_shingles) >= 3 * least(a_shingles, b_shingles) * (n_sampled + n_shared)
    group by number
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
