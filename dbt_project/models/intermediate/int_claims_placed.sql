-- Grain: one claim. Its dimension keys, and the observation that it speaks for; NULL there means: see rank_reason.
-- What only tells of the text (sentence, words, locator) stays in stg_claims: this table is ranked, joined and sorted often.
with passages as (
    select
        c.claim_no,
        p.root_source_key,
        p.root_seen_at,
        row_number() over (partition by c.claim_no order by p.char_start desc) as place
    from {{ ref('stg_claims') }} as c
    inner join {{ ref('int_passages') }} as p
        on c.source_key = p.source_key and c.char_start >= p.char_start and c.char_start < p.char_end
),

copies as (
    -- A copy's own date never counts: the figure was first published by the earliest of its group that prints it.
    select
        coalesce(c.witness_group, p.root_source_key) as words_of,
        c.metric_key,
        c.unit,
        c.value,
        min(s.published_on) as published_on
    from {{ ref('stg_claims') }} as c
    left join passages as p on c.claim_no = p.claim_no and p.place = 1
    inner join {{ ref('int_sources') }} as s on c.source_key = s.source_key
    where c.witness_group is not null or p.root_source_key is not null
    group by coalesce(c.witness_group, p.root_source_key), c.metric_key, c.unit, c.value
),

owners as (
    select
        metric_key,
        list(agency_key) as agency_keys
    from {{ ref('indicator_owners') }}
    group by metric_key
),

hidden as (
    select
        unnest([metric_key, base_metric_key]) as told_metric_key,
        metric_key,
        hidden_scope_key
    from {{ ref('int_metrics') }}
    where hidden_scope_key is not null
),

observed_as as (
    -- An indicator that hides a breakdown in its name meets its base where a claim's scope tells that breakdown: both are told
    -- by the indicator with the narrower name and what else the scope says.
    select
        c.metric_key,
        c.scope_key,
        n.metric_key as observed_metric_key,
        coalesce(
            nullif(array_to_string(list_filter(string_split(c.scope_key, ';'), lambda one: one <> n.hidden_scope_key), ';'), ''), '_T'
        ) as observed_scope_key
    from (
        select distinct
            metric_key,
            scope_key
        from {{ ref('stg_claims') }}
        where scope_key <> '_T'
    ) as c
    inner join hidden as n
        on c.metric_key = n.told_metric_key and contains(';' || c.scope_key || ';', ';' || n.hidden_scope_key || ';')
    qualify
        row_number() over (partition by c.metric_key, c.scope_key order by c.metric_key = n.metric_key desc, n.metric_key asc) = 1
),

dated as (
    select
        c.claim_no,
        c.claim_key,
        c.source_key,
        c.char_start,
        c.char_end,
        c.quote,
        c.block_kind,
        c.sentence_start,
        c.value,
        c.denominator,
        c.unit,
        c.unit_measure,
        c.decimals,
        c.lower_bound,
        c.lower_closed,
        c.upper_bound,
        c.upper_closed,
        c.qualifier,
        c.role,
        c.direction,
        c.statistic,
        c.comparison_kind,
        c.comparison_period,
        c.status,
        c.metric_key,
        c.agency_key,
        c.period_kind,
        c.period_start,
        c.period_end,
        c.period_basis,
        c.scope_key,
        c.vintage_date,
        c.confidence,
        -- Whose words the claim stands in: those of the document that landed them first.
        coalesce(c.witness_group, p.root_source_key) as words_of,
        p.root_seen_at,
        coalesce(c.witness_group, origin.producer, p.root_source_key, s.producer, c.source_key) as voice,
        s.source_no,
        s.document,
        s.same_text_as,
        s.published_on,
        s.first_seen_at,
        coalesce(s.is_current, false) as is_current,
        s.standing,
        s.withdrawal_reason,
        coalesce(s.authority_rank, 90) as authority_rank,
        -- The body that owns the indicator; where nobody does, the body that the figure is about.
        coalesce(
            case
                when o.metric_key is not null
                    then list_contains(o.agency_keys, s.producer_agency_key) or list_contains(o.agency_keys, s.publisher_agency_key)
                else s.producer_agency_key = c.agency_key or s.publisher_agency_key = c.agency_key
            end,
            false
        ) as is_owner,
        coalesce(b.observed_metric_key, c.metric_key) as observed_metric_key,
        coalesce(b.observed_scope_key, c.scope_key) as observed_scope_key,
        s.superseded_at,
        -- A vintage that is no more than the day of publication says nothing of the figure.
        coalesce(nullif(c.vintage_date, s.published_on), g.published_on, s.published_on) as vintage_used,
        coalesce(c.period_end, s.published_on, c.vintage_date) as body_date,
        coalesce(m.is_catalogued, false) as is_catalogued
    from {{ ref('stg_claims') }} as c
    left join passages as p on c.claim_no = p.claim_no and p.place = 1
    left join {{ ref('int_sources') }} as origin on p.root_source_key = origin.source_key
    left join {{ ref('int_sources') }} as s on c.source_key = s.source_key
    left join {{ ref('int_metrics') }} as m on c.metric_key = m.metric_key
    left join observed_as as b on c.metric_key = b.metric_key and c.scope_key = b.scope_key
    left join owners as o on c.metric_key = o.metric_key
    left join copies as g
        on
            coalesce(c.witness_group, p.root_source_key) = g.words_of
            and c.metric_key = g.metric_key
            and c.unit = g.unit
            and c.value = g.value
),

days as (
    select distinct
        c.agency_key,
        coalesce(c.period_end, s.published_on, c.vintage_date) as body_date
    from {{ ref('stg_claims') }} as c
    left join {{ ref('int_sources') }} as s on c.source_key = s.source_key
),

versions as (
    -- The body as it was on the day of the figure; where it had no valid version then, the nearest one.
    select
        d.agency_key,
        d.body_date,
        a.agency_version_key,
        row_number() over (
            partition by d.agency_key, d.body_date
            order by
                case
                    when d.body_date is null then case when a.valid_to is null then 0 else 1 end
                    when a.valid_from > d.body_date then a.valid_from - d.body_date
                    when a.valid_to < d.body_date then d.body_date - a.valid_to
                    else 0
                end asc,
                a.valid_from desc nulls last,
                a.agency_version_key asc
        ) as place
    from days as d
    inner join {{ ref('int_agencies') }} as a on d.agency_key = a.agency_key
),

keyed as (
    select
        d.*,
        v.agency_version_key,
        {{ period_key('d') }} as period_key,
        {{ comparison_part('d') }} as comparison,
        case
            when d.standing = 'withdrawn' then 'withdrawn document: ' || coalesce(d.withdrawal_reason, 'no reason given')
            when d.standing = 'repeated' then 'repeated text: ' || d.same_text_as || ' votes for it'
            when not d.is_current then 'superseded snapshot'
            when not {{ has_dated_period('d') }} then 'undated period'
            when d.scope_key = '_U' then 'scope not understood'
            when d.confidence = 'weak' then 'weak reading'
        end as left_out_because,
        {{ has_dated_period('d') }} and d.scope_key <> '_U' and coalesce(d.confidence, '') <> 'weak' as is_comparable
    from dated as d
    left join versions as v
        on d.agency_key = v.agency_key and d.body_date is not distinct from v.body_date and v.place = 1
),

keys as (
    select
        *,
        {{ key_part('observed_metric_key') }}
        || '|' || {{ key_part('agency_version_key') }}
        || '|' || {{ key_part('period_key') }}
        || '|' || {{ key_part('observed_scope_key') }}
        || '|' || {{ key_part('unit') }}
        || '|' || {{ key_part('role') }}
        || '|' || {{ key_part('statistic') }}
        || '|' || {{ key_part('comparison') }}
        || '|' || {{ key_part('status') }}
        -- An indicator outside the catalogue means what its own document means by it.
        || '|' || case when is_catalogued then '*' else {{ key_part('document') }} end as full_key
    from keyed
)

select
    * exclude (full_key),
    case when left_out_because is null then full_key end as observation_key,
    case
        when standing <> 'withdrawn' and is_comparable then full_key
    end as history_key
from keys
