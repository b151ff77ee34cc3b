-- Grain: one current claim as arithmetic sees it: its sentence, its place in it, the words beside it, and two intervals.
-- wide: a printed rounding may also be a truncation. loose: besides, a hedge may be off by twice its own width; what misses
-- only the wide interval is undecided. Words are kept where some rule asks for them.
with current_claims as (
    select
        p.*,
        dense_rank() over (partition by p.source_key order by p.sentence_start) as sentence_no,
        row_number() over (partition by p.source_key order by p.char_start, p.claim_key) as place,
        p.char_start - p.sentence_start as lead_length,
        count(*) over (partition by p.source_key, p.sentence_start) > 1
        or p.unit <> 'count' or p.role <> 'level' or p.statistic <> 'value' or p.agency_key = 'vn.provinces' as has_words
    from {{ ref('int_claims_placed') }} as p
    where p.is_current
),

bounded as (
    select
        *,
        lower_bound as wide_lower,
        lower_closed as wide_lower_closed,
        case
            when qualifier = 'exact' and not upper_closed and lower_bound < value and value < upper_bound
                then coalesce({{ safely('upper_bound + (upper_bound - value)') }}, upper_bound)
            else upper_bound
        end as wide_upper,
        upper_closed as wide_upper_closed,
        case
            when qualifier <> 'exact' then {{ safely('lower_bound - 2 * (upper_bound - lower_bound)') }}
        end as hedged_lower,
        case
            when qualifier <> 'exact' then {{ safely('upper_bound + 2 * (upper_bound - lower_bound)') }}
        end as hedged_upper
    from current_claims
)

select
    claim_key,
    source_key,
    document,
    observation_key,
    metric_key,
    metric_phrase,
    is_catalogued,
    agency_key,
    agency_version_key,
    period_kind,
    period_start,
    period_end,
    period_basis,
    scope_key,
    block_kind,
    locator,
    sentence_no,
    place,
    char_start,
    char_end,
    sentence,
    lead_length,
    quote,
    case when has_words then {{ folded('substr(sentence, greatest(1, lead_length - 59), least(lead_length, 60))') }} else '' end as words_before,
    case when has_words then {{ folded('substr(sentence, lead_length + char_end - char_start + 1, 60)') }} else '' end as words_behind,
    value,
    denominator,
    decimals,
    unit,
    unit_measure,
    qualifier,
    role,
    direction,
    statistic,
    comparison_kind,
    status,
    lower_bound,
    upper_bound,
    wide_lower,
    wide_lower_closed,
    wide_upper,
    wide_upper_closed,
    case
        when hedged_lower is null then wide_lower
        when wide_lower >= 0 then greatest(hedged_lower, 0)
        else hedged_lower
    end as loose_lower,
    wide_lower_closed or qualifier <> 'exact' as loose_lower_closed,
    coalesce(hedged_upper, wide_upper) as loose_upper,
    wide_upper_closed or qualifier <> 'exact' as loose_upper_closed
from bounded
