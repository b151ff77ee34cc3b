-- Grain: one claim that speaks for an observation, with its place in the order of choice (1 is the chosen one).
-- The order: adjudication > authority (the owner of a figure first) > later vintage > more witnesses > later in the
-- text > key. A deprecated claim has no place.
-- Everything here is ranked by numbers, which order as the keys do; what the claim says besides is in int_claims_placed.
with observations as (
    select
        observation_key,
        row_number() over (order by observation_key) as observation_no
    from {{ ref('int_claims_placed') }}
    where observation_key is not null
    group by observation_key
),

speaking as (
    select
        p.claim_no,
        o.observation_no,
        p.source_no,
        p.char_start,
        p.value,
        p.lower_bound,
        p.upper_bound,
        case when p.is_owner then 0 else p.authority_rank end as authority,
        p.vintage_used,
        p.first_seen_at,
        p.root_seen_at,
        p.voice,
        coalesce(p.words_of, p.source_key) as copy_group
    from {{ ref('int_claims_placed') }} as p
    inner join observations as o on p.observation_key = o.observation_key
),

prints as (
    -- One value with its bounds, as printed for one observation.
    select
        observation_no,
        value,
        lower_bound,
        upper_bound,
        row_number() over () as print_no
    from speaking
    group by observation_no, value, lower_bound, upper_bound
),

grouped as (
    select
        s.claim_no,
        s.observation_no,
        s.source_no,
        s.char_start,
        s.authority,
        s.vintage_used,
        s.first_seen_at,
        s.copy_group,
        p.print_no,
        -- One document is one witness of a print, however often and in whose words it prints it.
        first_value(s.voice) over (
            partition by p.print_no, s.source_no
            order by s.root_seen_at asc nulls last, s.voice asc
        ) as witness
    from speaking as s
    inner join prints as p
        on
            s.observation_no = p.observation_no
            and s.value = p.value
            and s.lower_bound is not distinct from p.lower_bound
            and s.upper_bound is not distinct from p.upper_bound
),

decided as (
    -- What people decided about single figures: matched by document, quote and indicator (a blank indicator is any).
    -- A decision about a print holds for its copies too; else the next copy would bring back what a person put down.
    select
        g.print_no,
        g.copy_group,
        max(case when a.action = 'prefer' then a.decided_on end) as preferred_on,
        bool_or(a.action = 'prefer') as is_preferred,
        bool_or(a.action = 'deprecate') as is_deprecated,
        min(case when a.action = 'deprecate' then coalesce(a.decided_by, 'a person') || ': ' || coalesce(a.reason, '') end)
            as deprecated_because
    from {{ ref('int_claims_placed') }} as p
    inner join {{ ref('adjudications') }} as a
        on
            p.document = a.document
            and p.quote = a.quote
            and ({{ blank_to_null('a.metric_key') }} is null or p.metric_key = {{ blank_to_null('a.metric_key') }})
    inner join grouped as g on p.claim_no = g.claim_no
    where a.action in ('prefer', 'deprecate')
    group by g.print_no, g.copy_group
),

voiced as (
    select
        g.*,
        coalesce(d.is_preferred, false) as is_preferred,
        d.preferred_on,
        coalesce(d.is_deprecated, false) as is_deprecated,
        d.deprecated_because
    from grouped as g
    left join decided as d on g.print_no = d.print_no and g.copy_group = d.copy_group
),

witnesses as (
    select
        v.print_no,
        count(*) as n_witnesses
    from (
        select distinct
            print_no,
            witness
        from voiced
        where not is_deprecated
    ) as v
    group by v.print_no
),

led as (
    -- Of the copies of one passage the earliest landed one speaks: another copy changes nothing.
    select
        v.claim_no,
        v.observation_no,
        v.authority,
        v.witness,
        v.is_preferred,
        v.preferred_on,
        v.is_deprecated,
        v.deprecated_because,
        w.n_witnesses,
        min(v.vintage_used) over (partition by v.print_no, v.copy_group) as vintage,
        first_value(v.claim_no) over first_landed as lead_no,
        first_value(v.char_start) over first_landed as lead_start
    from voiced as v
    left join witnesses as w on v.print_no = w.print_no
    window
        first_landed as (
            partition by v.print_no, v.copy_group
            order by v.first_seen_at asc, v.source_no asc, v.char_start desc, v.claim_no asc
        )
),

ranked as (
    select
        *,
        case
            when not is_deprecated then
                row_number() over (
                    partition by observation_no, is_deprecated
                    order by
                        is_preferred desc,
                        preferred_on desc nulls last,
                        authority asc,
                        vintage desc nulls last,
                        n_witnesses desc,
                        lead_start desc,
                        lead_no asc,
                        (case when claim_no = lead_no then 0 else 1 end) asc,
                        claim_no asc
                )
        end as choice_order
    from led
)

select
    p.claim_no,
    p.claim_key,
    r.observation_no,
    p.value,
    p.lower_bound,
    p.lower_closed,
    p.upper_bound,
    p.upper_closed,
    p.decimals,
    r.is_preferred,
    r.preferred_on,
    r.is_deprecated,
    r.deprecated_because,
    p.is_owner,
    r.authority,
    r.vintage,
    r.witness,
    r.n_witnesses,
    r.lead_no,
    r.lead_start,
    r.choice_order
from ranked as r
inner join {{ ref('int_claims_placed') }} as p on r.claim_no = p.claim_no
