-- Grain: one observation, on one of two axes, and a span of time in which the same claim was chosen.
-- landed: what the warehouse held at a moment. stated: what had been stated by a day, from all that it holds now.
-- At every moment at which something was added the order of choice is asked again among what was known then, with the
-- witnesses and vintages of then; what landed later changes no earlier moment. A person's decision holds for all of time.
-- A view: it is asked of few observations at a time, and would take longer than all the rest of a build.
{{ config(materialized='view') }}

with known as (
    select
        p.history_key,
        p.claim_key,
        p.source_key,
        p.value,
        p.lower_bound,
        p.upper_bound,
        p.char_start,
        p.first_seen_at,
        p.superseded_at,
        p.is_current,
        p.words_of,
        p.voice,
        p.root_seen_at,
        nullif(p.vintage_date, p.published_on) as told_vintage,
        p.published_on,
        coalesce(p.words_of, p.source_key) as copy_group,
        case when p.is_owner then 0 else p.authority_rank end as authority,
        coalesce(r.is_preferred, false) as is_preferred,
        r.preferred_on,
        r.vintage
    from {{ ref('int_claims_placed') }} as p
    left join {{ ref('int_claims_ranked') }} as r on p.claim_no = r.claim_no
    where p.history_key is not null and not coalesce(r.is_deprecated, false)
),

events as (
    select
        history_key,
        'landed' as axis,
        first_seen_at as moment
    from known
    union
    select
        history_key,
        'landed' as axis,
        superseded_at as moment
    from known
    where superseded_at is not null
    union
    select
        history_key,
        'stated' as axis,
        cast(vintage as timestamp) as moment
    from known
    where is_current and vintage is not null
),

held as (
    select
        e.axis,
        e.moment,
        k.*
    from events as e
    inner join known as k on e.history_key = k.history_key
    where
        (e.axis = 'landed' and k.first_seen_at <= e.moment and (k.superseded_at is null or k.superseded_at > e.moment))
        or (e.axis = 'stated' and k.is_current and cast(k.vintage as timestamp) <= e.moment)
),

spoken as (
    select
        *,
        first_value(voice) over (
            partition by history_key, axis, moment, source_key, value, lower_bound, upper_bound
            order by root_seen_at asc nulls last, voice asc
        ) as witness,
        case
            when axis = 'stated' then vintage
            else
                coalesce(
                    told_vintage,
                    case
                        when words_of is not null
                            then min(published_on) over (partition by history_key, axis, moment, words_of, value)
                    end,
                    published_on
                )
        end as vintage_then
    from held
),

witnesses as (
    select
        history_key,
        axis,
        moment,
        value,
        lower_bound,
        upper_bound,
        count(distinct witness) as n_witnesses
    from spoken
    group by history_key, axis, moment, value, lower_bound, upper_bound
),

led as (
    select
        s.*,
        w.n_witnesses,
        min(s.vintage_then) over same_print as vintage_led,
        first_value(s.claim_key) over first_landed as lead_key,
        first_value(s.char_start) over first_landed as lead_start
    from spoken as s
    inner join witnesses as w
        on
            s.history_key = w.history_key
            and s.axis = w.axis
            and s.moment = w.moment
            and s.value = w.value
            and s.lower_bound is not distinct from w.lower_bound
            and s.upper_bound is not distinct from w.upper_bound
    window
        same_print as (
            partition by s.history_key, s.axis, s.moment, s.copy_group, s.value, s.lower_bound, s.upper_bound
        ),
        first_landed as (
            partition by s.history_key, s.axis, s.moment, s.copy_group, s.value, s.lower_bound, s.upper_bound
            order by s.first_seen_at asc, s.source_key asc, s.char_start desc, s.claim_key asc
        )
),

chosen as (
    select
        *,
        count(*) over (partition by history_key, axis, moment) as n_claims,
        row_number() over (
            partition by history_key, axis, moment
            order by
                is_preferred desc,
                preferred_on desc nulls last,
                authority asc,
                vintage_led desc nulls last,
                n_witnesses desc,
                lead_start desc,
                lead_key asc,
                (case when claim_key = lead_key then 0 else 1 end) asc,
                claim_key asc
        ) as choice_order
    from led
),

states as (
    -- At a moment at which the last claim left nothing is known any more.
    select
        e.history_key,
        e.axis,
        e.moment,
        c.claim_key,
        c.source_key,
        c.value,
        c.n_claims
    from events as e
    left join chosen as c on e.history_key = c.history_key and e.axis = c.axis and e.moment = c.moment and c.choice_order = 1
),

changes as (
    select
        *,
        lag(claim_key) over (partition by history_key, axis order by moment) as claim_before
    from states
    qualify claim_key is distinct from claim_before or row_number() over (partition by history_key, axis order by moment) = 1
),

spans as (
    select
        *,
        lead(moment) over (partition by history_key, axis order by moment) as known_to
    from changes
)

select
    history_key as observation_key,
    axis,
    moment as known_from,
    known_to,
    claim_key,
    source_key,
    value,
    n_claims
from spans
where claim_key is not null
order by observation_key, axis, known_from
