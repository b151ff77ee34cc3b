-- Grain: one indicator, body, breakdown, unit and status of which two different periods or kinds of period show the same digits
-- at another power of a thousand: 55,98 triệu against 55,98 nghìn. Within one observation this is a likely cause of
-- conflicting_values, and not counted again here.
with eligible as (
    select
        claim_no,
        claim_key,
        observation_key,
        metric_key,
        agency_key,
        scope_key,
        unit,
        status,
        value
    from {{ ref('int_figures') }}
    where
        is_catalogued and unit in ('count', 'vnd', 'usd') and role = 'level' and statistic = 'value' and denominator is null
        and scope_key <> '_U' and value > 0
),

several_observations as (
    -- Only series with several observations: within one, other digits are asked for by conflicting_values.
    select
        metric_key,
        agency_key,
        scope_key,
        unit,
        status
    from eligible
    group by metric_key, agency_key, scope_key, unit, status
    having min(coalesce(observation_key, claim_key)) <> max(coalesce(observation_key, claim_key))
),

figures as (
    select
        e.*,
        {{ folded("replace(s.metric_phrase, s.quote, ' ')") }} as phrase,
        {{ significant('e.value') }} as digits,
        md5(e.metric_key || '|' || e.agency_key || '|' || e.scope_key || '|' || e.unit || '|' || e.status) as series
    from eligible as e
    inner join several_observations as o
        on
            e.metric_key = o.metric_key and e.agency_key = o.agency_key and e.scope_key = o.scope_key
            and e.unit = o.unit and e.status = o.status
    inner join {{ ref('stg_claims') }} as s on e.claim_no = s.claim_no
),

several as (
    select
        series,
        digits,
        min(claim_key) as first_key,
        list(claim_key order by claim_key) as claim_keys
    from figures
    where length(digits) > 2
    group by series, digits
    having count(*) > 1
),

pairs as (
    select
        a.series,
        a.digits,
        a.claim_key as small_key,
        b.claim_key as large_key,
        a.value as small_value,
        b.value as large_value,
        {{ safely('b.value - a.value') }} as gap,
        {{ alike('a.phrase', 'b.phrase') }} and length(a.digits) > 3 as is_sure
    from figures as a
    inner join figures as b
        on
            a.series = b.series and a.digits = b.digits
            and (a.observation_key is distinct from b.observation_key)
            and b.value in (
                {{ safely('a.value * 1000') }}, {{ safely('a.value * 1000000') }}, {{ safely('a.value * 1000000000') }}
            )
    qualify row_number() over (partition by a.series, a.digits order by is_sure desc, a.claim_key asc, b.claim_key asc) = 1
),

cases as (
    select
        s.series || s.digits as case_key,
        s.first_key as lead_key,
        case when p.is_sure then [p.small_key, p.large_key] else s.claim_keys end as members,
        s.series as detail,
        case
            when p.is_sure then 'contradicts'
            when p.series is not null then 'undecided'
            else 'agreed'
        end as verdict,
        p.gap,
        'unit_slip' as likely_cause,
        'message_changes' as severity,
        case
            when p.series is null then 'cùng chữ số, cùng độ lớn'
            else {{ vi('p.small_value') }} || ' và ' || {{ vi('p.large_value') }} || ': cùng chữ số, khác bậc nghìn'
        end as arithmetic_vi,
        case
            when p.series is null then 'the same digits, the same magnitude'
            else {{ plain('p.small_value') }} || ' and ' || {{ plain('p.large_value') }} || ': the same digits, another power of a thousand'
        end as arithmetic_en
    from several as s
    left join pairs as p on s.series = p.series and s.digits = p.digits
),

{{ rule_rows('unit_slip') }}
