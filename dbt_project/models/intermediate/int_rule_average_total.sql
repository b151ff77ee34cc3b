-- Grain: one mean with its total, as printed in one or more documents.
-- total against n·mean: n is the number of days, working days, months, quarters or years of the total's period, or a number of
-- bodies or things that the text gives. A contradiction needs a total over a period that its own words or its document date,
-- tied to a mean per day or month; days on which offices work are as good a reading as all days.
with means as (
    select
        *,
        case
            when regexp_matches(beside_it, '(hang|moi|mot|binh quan|trung binh|tren|theo) ?ngay|/ ?ngay|ngay dem') then 'day'
            when regexp_matches(beside_it, '(hang|moi|mot|binh quan|trung binh) thang|/ ?thang') then 'month'
            when regexp_matches(beside_it, '(hang|moi|mot|binh quan|trung binh) quy|/ ?quy') then 'quarter'
            when regexp_matches(beside_it, '(hang|moi|mot|binh quan|trung binh) nam|/ ?nam') then 'year'
        end as per
    from (
        select
            *,
            right(words_before, 45) || ' # ' || regexp_extract(words_behind, '^[^,.;(]{0,35}', 0) as beside_it
        from {{ ref('int_figures') }}
        where statistic = 'mean' and role = 'level' and value > 0 and unit in ('count', 'vnd', 'usd')
    )
),

near as (
    select
        m.claim_key as mean_key,
        n.sentences_back,
        n.steps,
        f.*
    from means as m
    inner join {{ ref('int_figures_near') }} as n on m.claim_key = n.claim_key
    inner join {{ ref('int_figures') }} as f on n.near_key = f.claim_key
    where f.value > 0 and f.role = 'level' and f.statistic = 'value' and n.sentences_back < 2 and f.unit in ('count', 'vnd', 'usd')
),

totals as (
    select
        n.*,
        t.related_claim_key is not null as is_tied,
        -- The spot-check "is it of the printed day or of the whole period" needs a flow of more than a week.
        n.period_kind = 'flow' and n.period_start is not null and n.period_end is not null as has_span
    from near as n
    inner join means as m on n.mean_key = m.claim_key
    left join {{ ref('stg_relations') }} as t
        on n.mean_key = t.claim_key and t.relation = 'average_of' and n.claim_key = t.related_claim_key
    where n.unit = m.unit and n.value > m.value and n.status = m.status and n.denominator is null
),

spans as (
    select distinct
        period_start,
        period_end,
        date_diff('day', period_start, period_end) + 1 as days,
        (
            select count(*) from range(date_diff('day', period_start, period_end) + 1) as r (i)
            where dayofweek(period_start + cast(r.i as integer)) not in (0, 6)
        ) as weekdays,
        date_diff('month', period_start, period_end) + 1 as months,
        date_diff('quarter', period_start, period_end) + 1 as quarters,
        date_diff('year', period_start, period_end) + 1 as years
    from totals
    where has_span and period_end >= period_start and date_diff('day', period_start, period_end) < 4000
),

numbers as (
    -- n as an interval: an office is closed on about eleven holidays in a year, so working days are a range.
    select
        t.mean_key,
        t.claim_key as total_key,
        cast(null as varchar) as number_key,
        'all ' || m.per || 's' as reading,
        t.is_tied,
        t.sentences_back,
        abs(t.steps) as distance,
        case m.per when 'day' then s.days when 'month' then s.months when 'quarter' then s.quarters else s.years end as n_low,
        case m.per when 'day' then s.days when 'month' then s.months when 'quarter' then s.quarters else s.years end as n_high
    from totals as t
    inner join means as m on t.mean_key = m.claim_key and m.per is not null
    inner join spans as s on t.period_start = s.period_start and t.period_end = s.period_end
    union all
    select
        t.mean_key,
        t.claim_key as total_key,
        cast(null as varchar) as number_key,
        'working days' as reading,
        t.is_tied,
        t.sentences_back,
        abs(t.steps) as distance,
        greatest(1, s.weekdays - 12 * s.years) as n_low,
        s.weekdays as n_high
    from totals as t
    inner join means as m on t.mean_key = m.claim_key and m.per = 'day'
    inner join spans as s on t.period_start = s.period_start and t.period_end = s.period_end
    union all
    select
        t.mean_key,
        t.claim_key as total_key,
        n.claim_key as number_key,
        'number in the text' as reading,
        t.is_tied,
        greatest(t.sentences_back, n.sentences_back) as sentences_back,
        abs(t.steps) + abs(n.steps) as distance,
        n.value as n_low,
        n.value as n_high
    from totals as t
    inner join near as n on t.mean_key = n.mean_key and t.claim_key <> n.claim_key
    where n.unit = 'count' and n.lower_bound = n.upper_bound and n.value > 1 and n.denominator is null
),

judged as (
    select
        n.*,
        m.per,
        m.value as mean_value,
        t.value as total_value,
        t.period_kind,
        t.period_start,
        t.period_end,
        t.period_basis,
        -- "riêng tháng 6 bình quân mỗi ngày …": a mean of another time than the total's.
        m.period_basis = 'own words'
        and (m.period_start is distinct from t.period_start or m.period_end is distinct from t.period_end) as is_of_other_time,
        {{ span_of('m', 'wide') }} as mean_wide,
        {{ span_of('m', 'loose') }} as mean_loose,
        {{ span_of('t', 'wide') }} as total_wide,
        {{ span_of('t', 'loose') }} as total_loose,
    {% for kind in ('wide', 'loose') -%}
        {{ span(
            safely('m.' ~ kind ~ '_lower * n.n_low'), 'm.' ~ kind ~ '_lower_closed',
            safely('m.' ~ kind ~ '_upper * n.n_high'), 'm.' ~ kind ~ '_upper_closed'
        ) }} as n_means_{{ kind }}{{ ',' if not loop.last }}
    {% endfor %}
    from numbers as n
    inner join means as m on n.mean_key = m.claim_key
    inner join totals as t on n.mean_key = t.mean_key and n.total_key = t.claim_key
),

weighed as (
    select
        *,
        {{ known('n_means_wide') }} and {{ known('total_wide') }} and not {{ spans_miss('n_means_wide', 'total_wide') }} as fits,
        {{ spans_miss('n_means_loose', 'total_loose') }} as misses
    from judged
),

chosen as (
    select
        *,
        bool_and(misses) over (partition by mean_key, total_key) as all_miss
    from weighed
    qualify
        row_number() over (
            partition by mean_key
            order by
                fits desc,
                is_tied desc,
                case when reading = 'number in the text' then 2 when reading = 'working days' then 1 else 0 end asc,
                distance asc,
                total_key asc,
                number_key asc
        ) = 1
),

fitting as (
    -- How many days (months, …) would fit.
    select
        c.mean_key,
        min(r.i) as n_first,
        max(r.i) as n_last
    from chosen as c
    inner join range(1, 1500) as r (i)
        on
            {{ safely('c.mean_wide.low * r.i') }} <= c.total_wide.high
            and {{ safely('c.mean_wide.high * r.i') }} >= c.total_wide.low
    where not c.fits and c.per is not null
    group by c.mean_key
),

cases as (
    select
        c.mean_key as case_key,
        c.total_key as lead_key,
        list_filter([c.total_key, c.number_key, c.mean_key], lambda key: key is not null and (c.fits or key is distinct from c.number_key)) as members,
        c.reading || cast(c.n_low as varchar) as detail,
        case
            when c.fits then 'agreed'
            when
                c.is_tied and c.all_miss and not c.is_of_other_time and c.reading <> 'number in the text' and c.per in ('day', 'month')
                and c.sentences_back = 0 and c.period_kind = 'flow' and date_diff('day', c.period_start, c.period_end) > 25
                then 'contradicts'
            else 'undecided'
        end as verdict,
        {{ span_gap('n_means_wide', 'total_wide') }} as gap,
        'different_period' as likely_cause,
        {{ large_share(span_gap('n_means_wide', 'total_wide'), 'total_value') }} as severity,
        case c.reading
            when 'number in the text' then cast(c.n_low as integer) || ' × '
            else cast(cast(c.n_high as integer) as varchar) || case c.per when 'day' then ' ngày' when 'month' then ' tháng' when 'quarter' then ' quý' else ' năm' end || ' × '
        end || {{ vi('c.mean_value') }} || ' = ' || {{ span_vi('c.n_means_wide') }} || ', tổng được nêu ' || {{ vi('c.total_value') }}
        || case when c.fits then '' else ': không khớp' end
        || coalesce(
            '; số bình quân này ứng với ' || cast(f.n_first as varchar)
            || case when f.n_first = f.n_last then '' else '-' || cast(f.n_last as varchar) end
            || case c.per when 'day' then ' ngày' when 'month' then ' tháng' when 'quarter' then ' quý' else ' năm' end, ''
        ) as arithmetic_vi,
        case c.reading
            when 'number in the text' then cast(cast(c.n_low as integer) as varchar) || ' × '
            else cast(cast(c.n_high as integer) as varchar) || ' ' || c.per || 's × '
        end || {{ plain('c.mean_value') }} || ' = ' || {{ span_en('c.n_means_wide') }} || ', stated total ' || {{ plain('c.total_value') }}
        || case when c.fits then '' else ': they do not meet' end
        || coalesce(
            '; this mean would fit ' || cast(f.n_first as varchar)
            || case when f.n_first = f.n_last then '' else ' to ' || cast(f.n_last as varchar) end || ' ' || c.per || 's', ''
        ) as arithmetic_en
    from chosen as c
    left join fitting as f on c.mean_key = f.mean_key
    where c.fits or c.is_tied
    union all
    select
        t.claim_key as case_key,
        t.related_claim_key as lead_key,
        [t.related_claim_key, t.claim_key] as members,
        '' as detail,
        'undecided' as verdict,
        cast(null as decimal(38, 10)) as gap,
        cast(null as varchar) as likely_cause,
        cast(null as varchar) as severity,
        'văn bản không nói rõ số bình quân tính trên bao nhiêu' as arithmetic_vi,
        'the text does not say over how many the mean is taken' as arithmetic_en
    from {{ ref('stg_relations') }} as t
    inner join means as m on t.claim_key = m.claim_key
    inner join {{ ref('int_figures') }} as x on t.related_claim_key = x.claim_key
    where t.relation = 'average_of' and not exists (
        select 1 from chosen as c
        where c.mean_key = t.claim_key and (c.fits or c.is_tied)
    )
),

{{ rule_rows('average_total') }}
