-- Grain: one claim that speaks for an observation, with its place in the order of choice (1 is the chosen one).
-- The order: adjudication > authority (the owner of a figure first) > later vintage > more witnesses > later in the
-- text > key. A deprecated claim has no place.
with decided as (
    -- What people decided about single figures: matched by document, quote and indicator (a blank indicator is any).
    select
        p.claim_key,
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
    where p.observation_key is not null and a.action in ('prefer', 'deprecate')
    group by p.claim_key
),

grouped as (
    select
        p.*,
        -- One document is one witness of a print, however often and in whose words it prints it.
        first_value(p.voice) over (
            partition by p.observation_key, p.source_key, p.value, p.lower_bound, p.upper_bound
            order by p.root_seen_at asc nulls last, p.voice asc
        ) as witness,
        case when p.is_owner then 0 else p.authority_rank end as authority,
        coalesce(p.words_of, p.source_key) as copy_group
    from {{ ref('int_claims_placed') }} as p
    where p.observation_key is not null
),

voiced as (
    -- A decision about a print holds for its copies too; else the next copy would bring back what a person put down.
    select
        g.*,
        coalesce(bool_or(d.is_preferred) over same_print, false) as is_preferred,
        max(d.preferred_on) over same_print as preferred_on,
        coalesce(bool_or(d.is_deprecated) over same_print, false) as is_deprecated,
        min(d.deprecated_because) over same_print as deprecated_because
    from grouped as g
    left join decided as d on g.claim_key = d.claim_key
    window same_print as (partition by g.observation_key, g.copy_group, g.value, g.lower_bound, g.upper_bound)
),

witnesses as (
    select
        observation_key,
        value,
        lower_bound,
        upper_bound,
        count(distinct witness) as n_witnesses
    from voiced
    where not is_deprecated
    group by observation_key, value, lower_bound, upper_bound
),

led as (
    -- Of the copies of one passage the earliest landed one speaks: another copy changes nothing.
    select
        v.*,
        w.n_witnesses,
        min(v.vintage_used) over same_print as vintage,
        first_value(v.claim_key) over first_landed as lead_key,
        first_value(v.char_start) over first_landed as lead_start
    from voiced as v
    left join witnesses as w
        on
            v.observation_key = w.observation_key
            and v.value = w.value
            and v.lower_bound is not distinct from w.lower_bound
            and v.upper_bound is not distinct from w.upper_bound
    window
        same_print as (
            partition by v.observation_key, v.copy_group, v.value, v.lower_bound, v.upper_bound
        ),
        first_landed as (
            partition by v.observation_key, v.copy_group, v.value, v.lower_bound, v.upper_bound
            order by v.first_seen_at asc, v.source_key asc, v.char_start desc, v.claim_key asc
        )
)

select
    claim_key,
    observation_key,
    observed_metric_key as metric_key,
    agency_key,
    agency_version_key,
    period_key,
    period_kind,
    period_start,
    period_end,
    period_basis,
    scope_key,
    unit,
    role,
    statistic,
    comparison,
    status,
    is_catalogued,
    source_key,
    document,
    quote,
    block_kind,
    char_start,
    value,
    denominator,
    decimals,
    lower_bound,
    lower_closed,
    upper_bound,
    upper_closed,
    qualifier,
    is_preferred,
    preferred_on,
    is_deprecated,
    deprecated_because,
    is_owner,
    authority,
    authority_rank,
    vintage,
    witness,
    n_witnesses,
    lead_key,
    lead_start,
    case
        when not is_deprecated then
            row_number() over (
                partition by observation_key, is_deprecated
                order by
                    is_preferred desc,
                    preferred_on desc nulls last,
                    authority asc,
                    vintage desc nulls last,
                    n_witnesses desc,
                    lead_start desc,
                    lead_key asc,
                    (case when claim_key = lead_key then 0 else 1 end) asc,
                    claim_key asc
            )
    end as choice_order
from led
