-- Grain: one figure with a range that it cannot leave: a share of a whole, a score or a rank with bounds in the catalogue, k of N,
-- or a number of provinces. Growth and the fulfilment of plans may pass 100 percent and are not looked at.
with days as (
    -- Texts of the year after a merger still count the bodies of before.
    select distinct
        f.period_end,
        d.counted_on
    from {{ ref('int_figures') }} as f
    cross join unnest([f.period_end, f.period_end - interval 1 year]) as d (counted_on)
    where f.period_end is not null and f.agency_key = 'vn.provinces'
),

bodies as (
    select
        period_end,
        max(provinces) as provinces
    from (
        select
            d.period_end,
            d.counted_on,
            count(*) as provinces
        from days as d
        inner join {{ ref('agencies') }} as a
            on
                a.level = 'province' and a.kind in ('province', 'city')
                and (a.valid_from is null or d.counted_on >= a.valid_from) and (a.valid_to is null or d.counted_on <= a.valid_to)
        group by d.period_end, d.counted_on
    )
    group by period_end
),

figures as (
    select
        f.*,
        m.value_min,
        m.value_max,
        m.measure_kind,
        m.unit as metric_unit
    from {{ ref('int_figures') }} as f
    inner join {{ ref('int_metrics') }} as m on f.metric_key = m.metric_key
    where f.role = 'level'
),

looked_at as (
    select
        *,
        'share' as bound_kind,
        cast(0 as decimal(38, 10)) as low,
        cast(100 as decimal(38, 10)) as high,
        -- "100% kế hoạch", "vượt", "so với", "bằng 205% số hồ sơ của quý I": a rate of fulfilment or growth read as a share.
        is_catalogued and measure_kind = 'share' and observation_key is not null
        and not regexp_matches(words_before || ' # ' || words_behind, 'ke hoach|chi tieu|du toan|muc tieu|so voi|vuot|tang|gap|giam')
        and not regexp_matches(words_before, '(^| )bang( (tren|hon|khoang|gan|toi))*$') as is_sure
    from figures
    where unit = 'percent' and coalesce(unit_measure, '') <> 'percentage_point' and (measure_kind = 'share' or not is_catalogued)
    union all
    select
        *,
        'catalogue' as bound_kind,
        value_min as low,
        value_max as high,
        observation_key is not null
        and not regexp_matches(words_before || ' # ' || words_behind, 'ke hoach|chi tieu|so voi|vuot|tang|gap|giam|cong') as is_sure
    from figures
    where is_catalogued and measure_kind in ('score', 'rank') and unit = metric_unit and (value_min is not null or value_max is not null)
    union all
    select
        *,
        'k of N' as bound_kind,
        cast(0 as decimal(38, 10)) as low,
        denominator as high,
        false as is_sure
    from figures
    where denominator is not null and unit = 'count'
    union all
    select
        f.*,
        'provinces' as bound_kind,
        cast(0 as decimal(38, 10)) as low,
        cast(b.provinces as decimal(38, 10)) as high,
        true as is_sure
    from figures as f
    inner join bodies as b on f.period_end = b.period_end
    where
        f.agency_key = 'vn.provinces' and f.unit = 'count' and b.provinces > 0
        and regexp_matches(f.words_behind, '^(tinh, thanh pho|tinh thanh|tinh/thanh|tinh, thanh)( |$)')
),

judged as (
    select
        *,
        {{ surely_below('high', 'true', 'loose_lower', 'loose_lower_closed') }}
        or {{ surely_below('loose_upper', 'loose_upper_closed', 'low', 'true') }} as is_outside
    from looked_at
),

cases as (
    select
        claim_key as case_key,
        claim_key as lead_key,
        [claim_key] as members,
        bound_kind as detail,
        case
            when is_outside and is_sure then 'contradicts'
            when is_outside then 'undecided'
            when lower_bound is null and upper_bound is null then 'undecided'
            else 'agreed'
        end as verdict,
        greatest({{ safely('loose_lower - high') }}, {{ safely('low - loose_upper') }}, 0) as gap,
        'misprint' as likely_cause,
        'message_changes' as severity,
        {{ vi('value') }} || case when is_outside then ' nằm ngoài khoảng ' else ' nằm trong khoảng ' end
        || coalesce({{ vi('low') }}, '-∞') || ' … ' || coalesce({{ vi('high') }}, '+∞') as arithmetic_vi,
        {{ plain('value') }} || case when is_outside then ' lies outside of ' else ' lies within ' end
        || coalesce({{ plain('low') }}, '-∞') || ' … ' || coalesce({{ plain('high') }}, '+∞') as arithmetic_en
    from judged
    qualify row_number() over (partition by claim_key order by is_outside desc, bound_kind asc) = 1
),

{{ rule_rows('share_bounds') }}
