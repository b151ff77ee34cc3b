-- Grain: one series of stocks that can only grow (accounts, cards, dossiers counted since a system began): indicator, body,
-- breakdown, unit and status. A later day must not have less than an earlier one. A merger of bodies begins another series.
with figures as (
    select
        f.*,
        {{ folded("replace(s.metric_phrase, s.quote, ' ')") }} as phrase,
        md5(f.metric_key || '|' || f.agency_version_key || '|' || f.scope_key || '|' || f.unit || '|' || f.status) as series
    from {{ ref('int_figures') }} as f
    inner join {{ ref('metrics') }} as m on f.metric_key = m.metric_key
    inner join {{ ref('stg_claims') }} as s on f.claim_no = s.claim_no
    where
        m.default_period_kind = 'cumulative' and f.period_kind = 'stock' and f.period_end is not null
        and f.role = 'level' and f.statistic = 'value' and f.denominator is null and f.scope_key <> '_U'
        and f.status = 'actual' and f.lower_bound is not null and f.upper_bound is not null
),

several as (
    select
        series,
        min(claim_key) as first_key,
        list(claim_key order by period_end, claim_key) as claim_keys
    from figures
    group by series
    having count(distinct period_end) > 1
),

pairs as (
    select
        a.series,
        a.claim_key as earlier_key,
        b.claim_key as later_key,
        a.value as earlier_value,
        b.value as later_value,
        a.period_end as earlier_day,
        b.period_end as later_day,
        {{ safely('a.lower_bound - b.upper_bound') }} as gap,
        {{ surely_below('b.loose_upper', 'b.loose_upper_closed', 'a.loose_lower', 'a.loose_lower_closed') }}
        and {{ alike('a.phrase', 'b.phrase') }}
        and a.period_basis in ('own words', 'document') and b.period_basis in ('own words', 'document') as is_sure
    from figures as a
    inner join figures as b on a.series = b.series and a.period_end < b.period_end
    where {{ surely_below('b.wide_upper', 'b.wide_upper_closed', 'a.wide_lower', 'a.wide_lower_closed') }}
    qualify row_number() over (partition by a.series order by is_sure desc, gap desc nulls last, a.claim_key asc, b.claim_key asc) = 1
),

cases as (
    select
        s.series as case_key,
        coalesce(p.later_key, s.first_key) as lead_key,
        case when p.is_sure then [p.earlier_key, p.later_key] else s.claim_keys end as members,
        s.series as detail,
        case
            when p.is_sure then 'contradicts'
            when p.series is not null then 'undecided'
            else 'agreed'
        end as verdict,
        p.gap,
        'different_period' as likely_cause,
        'message_changes' as severity,
        case
            when p.series is null then 'không ngày sau nào ít hơn ngày trước'
            else
                {{ vi('p.later_value') }} || ' đến ' || {{ day_text('p.later_day') }} || ' ít hơn ' || {{ vi('p.earlier_value') }}
                || ' đến ' || {{ day_text('p.earlier_day') }}
        end as arithmetic_vi,
        case
            when p.series is null then 'no later day has less than an earlier one'
            else
                {{ plain('p.later_value') }} || ' as of ' || cast(p.later_day as varchar) || ' is less than ' || {{ plain('p.earlier_value') }}
                || ' as of ' || cast(p.earlier_day as varchar)
        end as arithmetic_en
    from several as s
    left join pairs as p on s.series = p.series
),

{{ rule_rows('cumulative_decrease') }}
