-- Grain: one period that some claim states.
with periods as (
    select distinct
        period_key,
        period_kind as kind,
        period_start as start_date,
        period_end as end_date
    from {{ ref('int_claims_placed') }}
),

one_each as (
    -- A stock without a start and one whose start is its end are the same period.
    select
        period_key,
        kind,
        coalesce(min(start_date), case when kind <> 'flow' then min(end_date) end) as start_date,
        max(end_date) as end_date
    from periods
    group by period_key, kind
),

measured as (
    select
        *,
        extract(month from start_date) as first_month,
        extract(month from end_date) as last_month,
        extract(year from end_date) as year_number,
        extract(day from start_date) = 1
        and end_date = last_day(end_date)
        and extract(year from start_date) = extract(year from end_date) as is_whole_months
    from one_each
),

graded as (
    select
        *,
        case
            when start_date is null or end_date is null then 'undated'
            when start_date = end_date then 'day'
            when is_whole_months and first_month = last_month then 'month'
            when is_whole_months and first_month in (1, 4, 7, 10) and last_month = first_month + 2 then 'quarter'
            when is_whole_months and first_month in (1, 7) and last_month = first_month + 5 then 'half_year'
            when is_whole_months and first_month = 1 and last_month = 9 then 'nine_months'
            when is_whole_months and first_month = 1 and last_month = 12 then 'year'
            else 'span'
        end as grain
    from measured
)

select
    period_key,
    kind,
    start_date,
    end_date,
    grain,
    case
        when kind = 'unknown' and end_date is not null then 'không rõ kỳ, tài liệu ngày ' || {{ day_text('end_date') }}
        when kind = 'unknown' then 'không rõ kỳ'
        when grain = 'undated' and kind = 'stock' then 'thời điểm không rõ'
        when grain = 'undated' then 'thời kỳ không rõ'
        when kind = 'stock' then 'đến ' || {{ day_text('end_date') }}
        when grain = 'day' then 'ngày ' || {{ day_text('end_date') }}
        when grain = 'month'
            then 'tháng ' || cast(last_month as varchar) || '/' || cast(year_number as varchar)
        when grain = 'quarter'
            then
                'Quý ' || case last_month when 3 then 'I' when 6 then 'II' when 9 then 'III' else 'IV' end
                || '/' || cast(year_number as varchar)
        when grain = 'half_year' and first_month = 7 then '6 tháng cuối năm ' || cast(year_number as varchar)
        when grain = 'year' then 'năm ' || cast(year_number as varchar)
        when is_whole_months and first_month = 1
            then cast(last_month as varchar) || ' tháng đầu năm ' || cast(year_number as varchar)
        else 'từ ' || {{ day_text('start_date') }} || ' đến ' || {{ day_text('end_date') }}
    end as label_vi
from graded
