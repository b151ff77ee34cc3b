-- Grain: one current claim as arithmetic sees it: its place in its sentence, the words beside it, and two intervals.
-- wide: a printed rounding may also be a truncation. loose: besides, a hedge may be off by twice its own width; what misses
-- only the wide interval is undecided. Words are kept where some rule asks for them; the whole sentence is in stg_claims.
with counted as (
    select
        claim_no,
        dense_rank() over (partition by source_no order by sentence_start) as sentence_no,
        row_number() over (partition by source_no order by char_start, claim_no) as place,
        count(*) over (partition by source_no, sentence_start) as n_beside
    from (
        select
            claim_no,
            source_no,
            sentence_start,
            char_start
        from {{ ref('int_claims_placed') }}
        where is_current
    )
),

worded as (
    -- The words of those that have any: most of a large warehouse's figures stand alone in their sentence.
    select
        p.claim_no,
        {{ folded('substr(s.sentence, greatest(1, p.char_start - p.sentence_start - 59), least(p.char_start - p.sentence_start, 60))') }}
            as words_before,
        {{ folded('substr(s.sentence, p.char_end - p.sentence_start + 1, 60)') }} as words_behind
    from {{ ref('int_claims_placed') }} as p
    inner join counted as n on p.claim_no = n.claim_no
    inner join {{ ref('stg_claims') }} as s on p.claim_no = s.claim_no
    where n.n_beside > 1 or p.unit <> 'count' or p.role <> 'level' or p.statistic <> 'value' or p.agency_key = 'vn.provinces'
),

bounded as (
    select
        p.*,
        n.sentence_no,
        n.place,
        p.char_start - p.sentence_start as lead_length,
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
    from {{ ref('int_claims_placed') }} as p
    inner join counted as n on p.claim_no = n.claim_no
)

select
    b.claim_no,
    b.claim_key,
    b.source_no,
    b.source_key,
    b.document,
    b.observation_key,
    b.metric_key,
    b.is_catalogued,
    b.agency_key,
    b.agency_version_key,
    b.period_kind,
    b.period_start,
    b.period_end,
    b.period_basis,
    b.scope_key,
    b.block_kind,
    b.sentence_no,
    b.place,
    b.char_start,
    b.char_end,
    b.lead_length,
    b.quote,
    coalesce(w.words_before, '') as words_before,
    coalesce(w.words_behind, '') as words_behind,
    b.value,
    b.denominator,
    b.decimals,
    b.unit,
    b.unit_measure,
    b.qualifier,
    b.role,
    b.direction,
    b.statistic,
    b.comparison_kind,
    b.status,
    b.lower_bound,
    b.upper_bound,
    b.wide_lower,
    b.wide_lower_closed,
    b.wide_upper,
    b.wide_upper_closed,
    case
        when b.hedged_lower is null then b.wide_lower
        when b.wide_lower >= 0 then greatest(b.hedged_lower, 0)
        else b.hedged_lower
    end as loose_lower,
    b.wide_lower_closed or b.qualifier <> 'exact' as loose_lower_closed,
    coalesce(b.hedged_upper, b.wide_upper) as loose_upper,
    b.wide_upper_closed or b.qualifier <> 'exact' as loose_upper_closed
from bounded as b
left join worded as w on b.claim_no = w.claim_no
