-- Grain: one observation key with two or more current claims, as the rule conflicting_values judged it.
-- A family of intervals has a point in common iff its highest lower end meets its lowest upper end; so one pair decides.
with claims as (
    select
        *,
        row_number() over (partition by observation_key order by choice_order asc nulls last, claim_key asc) as place,
        -- A document that prints a figure again, say in a heading, says it once; the body's own print stands for both.
        row_number() over (
            partition by observation_key, source_key, value, lower_bound, upper_bound
            order by
                case when block_kind in ('headline', 'lead', 'heading', 'caption') then 1 else 0 end asc,
                char_start asc,
                claim_key asc
        ) as repetition
    from {{ ref('int_claims_ranked') }}
),

sides as (
    -- Once with all claims, once with those that no person deprecated: a decision explains a conflict, it does not hide it.
    select
        *,
        'all' as side
    from claims
    union all
    select
        *,
        'standing' as side
    from claims
    where not is_deprecated
),

ends as (
    select
        *,
        row_number() over (
            partition by observation_key, side
            order by lower_bound desc nulls last, lower_closed asc, place asc
        ) as lower_place,
        row_number() over (
            partition by observation_key, side
            order by upper_bound asc nulls last, upper_closed asc, place asc
        ) as upper_place
    from sides
),

judged as (
    select
        high.observation_key,
        high.side,
        high.claim_key <> low.claim_key and {{ intervals_miss('high', 'low') }} as is_conflict,
        {{ safely('high.lower_bound - low.upper_bound') }} as gap
    from ends as high
    inner join ends as low on high.observation_key = low.observation_key and high.side = low.side and low.upper_place = 1
    where high.lower_place = 1
),

keys as (
    select
        a.observation_key,
        a.is_conflict,
        a.gap,
        a.is_conflict and not coalesce(s.is_conflict, false) as is_explained
    from judged as a
    left join judged as s on a.observation_key = s.observation_key and s.side = 'standing'
    where a.side = 'all'
),

cited as (
    select
        observation_key,
        list(claim_key order by claim_key) as claim_keys,
        list(claim_key order by claim_key) filter (where repetition = 1) as cited_keys,
        bool_or(lower_bound is null and upper_bound is null) as has_unknown_bounds
    from claims
    group by observation_key
    having count(*) > 1
),

variants as (
    select distinct
        observation_key,
        period_kind,
        period_basis,
        vintage,
        value,
        lower_bound,
        lower_closed,
        upper_bound,
        upper_closed
    from claims
),

pairs as (
    select
        a.observation_key,
        bool_or(
            {% for power in (10, 100, 1000, 1000000, 1000000000) -%}
            coalesce({{ safely('a.value * ' ~ power) }} = b.value, false){{ ' or ' if not loop.last }}
            {%- endfor %}
        ) as has_unit_slip,
        bool_or(a.period_kind = 'stock' and (a.vintage is distinct from b.vintage)) as has_later_vintage,
        bool_or(a.period_kind = 'flow' and a.period_basis <> b.period_basis) as has_inferred_period,
        bool_or(
            least(length({{ significant('a.value') }}), length({{ significant('b.value') }})) > 3
            and length({{ plain('a.value') }}) = length({{ plain('b.value') }})
            and damerau_levenshtein({{ plain('a.value') }}, {{ plain('b.value') }}) = 1
        ) as has_misprint
    from variants as a
    inner join variants as b
        on a.observation_key = b.observation_key and a.value < b.value and {{ intervals_miss('a', 'b') }}
    group by a.observation_key
),

said_twice as (
    -- Documents that state two values of one stock, one after the other: "to date" was said of two days.
    select distinct a.observation_key
    from claims as a
    inner join claims as b
        on
            a.observation_key = b.observation_key
            and a.source_key = b.source_key
            and a.value < b.value
            and {{ intervals_miss('a', 'b') }}
    where a.period_kind = 'stock' and a.repetition = 1 and b.repetition = 1
),

prints as (
    -- Each different print once, with the documents that carry it.
    select
        observation_key,
        value,
        lower_bound,
        lower_closed,
        upper_bound,
        upper_closed,
        min(quote) as quote,
        array_to_string(list_slice(list(distinct document order by document), 1, 5), ', ')
        || case when count(distinct document) > 5 then ', + ' || cast(count(distinct document) - 5 as varchar) else '' end
            as documents
    from claims
    group by observation_key, value, lower_bound, lower_closed, upper_bound, upper_closed
),

told as (
    select
        p.observation_key,
        list(distinct p.value order by p.value) as distinct_values,
        string_agg(p.quote || ' (' || p.documents || ')', ' against ' order by p.value, p.lower_bound, p.upper_bound)
            as prints_en,
        string_agg(p.quote || ' (' || p.documents || ')', ' so với ' order by p.value, p.lower_bound, p.upper_bound)
            as prints_vi,
        string_agg({{ interval_text('p', '.', ', ') }}, ' and ' order by p.value, p.lower_bound, p.upper_bound)
            as intervals_en,
        string_agg({{ interval_text('p', ',', '; ') }}, ' và ' order by p.value, p.lower_bound, p.upper_bound)
            as intervals_vi
    from prints as p
    group by p.observation_key
),

about as (
    select
        r.observation_key,
        r.metric_key,
        r.agency_key,
        r.period_kind,
        r.period_start,
        r.period_end,
        m.name_vi as metric_vi,
        coalesce(m.name_en, m.name_vi) as metric_en,
        a.name_vi as agency_vi,
        p.label_vi as period_vi,
        r.metric_key || '.' || r.agency_key || '.' || cast(r.period_end as varchar)
        || '.' || substr(md5(r.observation_key), 1, 6) as key_tail
    from claims as r
    inner join {{ ref('int_metrics') }} as m on r.metric_key = m.metric_key
    inner join {{ ref('int_agencies') }} as a on r.agency_version_key = a.agency_version_key
    inner join {{ ref('int_periods') }} as p on r.period_key = p.period_key
    where r.place = 1
)

select
    'conflicting_values' as rule,
    'conflicting_values.' || a.key_tail as comparison_key,
    a.observation_key,
    a.metric_key,
    c.claim_keys,
    c.cited_keys,
    case
        when k.is_conflict then 'contradicts'
        when c.has_unknown_bounds then 'undecided'
        else 'agreed'
    end as verdict,
    case when k.is_conflict then k.gap end as imbalance,
    k.is_explained,
    t.distinct_values,
    case
        when not k.is_conflict then null
        when p.has_unit_slip then 'unit_slip'
        when p.has_later_vintage or d.observation_key is not null then 'later_vintage'
        when p.has_inferred_period then 'different_period'
        when p.has_misprint then 'misprint'
        else 'unknown'
    end as likely_cause,
    case
        when k.is_conflict then
            a.metric_vi || ' (' || a.agency_vi || ', ' || a.period_vi || '): ' || t.prints_vi
            || '. Các khoảng giá trị ' || t.intervals_vi || ' không có điểm chung; khoảng cách '
            || replace(coalesce({{ plain('k.gap') }}, 'không tính được'), '.', ',') || '.'
    end as explanation_vi,
    case
        when k.is_conflict then
            a.metric_en || ' (' || a.agency_vi || ', '
            || case
                when a.period_kind = 'stock' then 'as of ' || cast(a.period_end as varchar)
                else cast(a.period_start as varchar) || ' to ' || cast(a.period_end as varchar)
            end
            || '): ' || t.prints_en
            || '. The intervals ' || t.intervals_en || ' have no point in common; gap '
            || coalesce({{ plain('k.gap') }}, 'not computable') || '.'
    end as explanation_en
from keys as k
inner join cited as c on k.observation_key = c.observation_key
inner join told as t on k.observation_key = t.observation_key
inner join about as a on k.observation_key = a.observation_key
left join pairs as p on k.observation_key = p.observation_key
left join said_twice as d on k.observation_key = d.observation_key
