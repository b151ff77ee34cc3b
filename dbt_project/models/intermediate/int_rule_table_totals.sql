-- Grain: one total of a table with the cells that it sums, as printed in one or more documents; a part of the rule part_whole_sum.
-- A row called "tổng cộng" sums the rows above or below it, column by column; a column called so sums its row. It fires where
-- every row has its figure, no row is a part of another ("trong đó", I, 1.1), the heading tells no share, mean, score or rank, and
-- the other totals of the table hold or the gap is less than a fifth.
with cells as (
    select
        f.claim_no,
        f.claim_key,
        f.source_no,
        t.table_no,
        t.row_no,
        t.column_no,
        f.value,
        f.unit,
        f.status,
        f.wide_lower,
        f.wide_lower_closed,
        f.wide_upper,
        f.wide_upper_closed,
        f.loose_lower,
        f.loose_lower_closed,
        f.loose_upper,
        f.loose_upper_closed
    from {{ ref('int_figures') }} as f
    inner join {{ ref('stg_claims') }} as s on f.claim_no = s.claim_no and s.locator is not null
    inner join {{ ref('stg_table_cells') }} as t on s.source_key = t.source_key and s.locator = t.locator
    where
        f.unit in ('count', 'vnd', 'usd') and f.role = 'level' and f.denominator is null
        and f.lower_bound is not null and f.upper_bound is not null
    -- A cell that holds two figures sums nothing.
    qualify count(*) over (partition by f.source_no, t.table_no, t.row_no, t.column_no) = 1
),

labelled as (
    select
        d.source_no,
        t.table_no,
        t.row_no,
        t.column_no,
        t.is_header,
        {{ folded('t.words') }} as words
    from {{ ref('stg_table_cells') }} as t
    inner join {{ ref('int_sources') }} as d on t.source_key = d.source_key and d.is_current
),

lines as (
    -- Rows by their first words, columns by their headings.
    select
        source_no,
        table_no,
        'column' as direction,
        row_no as line_no,
        arg_min(words, column_no) filter (where regexp_matches(words, '[a-z]{2}')) as label,
        regexp_matches(arg_min(words, column_no), '^([ivx]+|[a-h]|[0-9]{1,2}[.][0-9]{1,2})[.)]?$') as is_section
    from labelled
    where not is_header
    group by source_no, table_no, row_no
    union all
    select
        source_no,
        table_no,
        'row' as direction,
        column_no as line_no,
        string_agg(words, ' ' order by row_no) as label,
        false as is_section
    from labelled
    where is_header
    group by source_no, table_no, column_no
),

told as (
    select
        *,
        regexp_matches(label, '^(tong|tong so|tong cong|cong|tong chung)( so)?[ :.]*$') as is_total,
        is_section or regexp_matches(label, '^([-+*]|trong do|rieng|gom)') as is_nested,
        regexp_matches(label, '(ty le|ti le|%|binh quan|trung binh|diem|xep|thu hang|^nam|^stt|^tt$)') as is_no_count
    from lines
    where label is not null
),

tables as (
    select
        source_no,
        table_no,
        direction,
        count(*) filter (where is_total) as n_totals,
        min(line_no) filter (where is_total) as total_line,
        count(*) filter (where not is_total and not is_no_count) as n_lines,
        bool_or(is_nested) as has_nested
    from told
    group by source_no, table_no, direction
    having count(*) filter (where is_total) = 1
),

placed as (
    select
        c.*,
        t.direction,
        t.total_line,
        t.n_lines,
        t.has_nested,
        case t.direction when 'column' then c.row_no else c.column_no end as line_no,
        case t.direction when 'column' then c.column_no else c.row_no end as cross_no
    from cells as c
    inner join tables as t on c.source_no = t.source_no and c.table_no = t.table_no
),

-- What is no count is no part; and of a column that tells shares or means no total is asked.
counted as (
    select p.*
    from placed as p
    left join told as l
        on p.source_no = l.source_no and p.table_no = l.table_no and p.direction = l.direction and p.line_no = l.line_no
    left join told as x
        on p.source_no = x.source_no and p.table_no = x.table_no and p.direction <> x.direction and p.cross_no = x.line_no
    where not coalesce(l.is_no_count, false) and not coalesce(x.is_no_count, false)
),

sums as (
    select
        w.claim_key as whole_key,
        w.source_no,
        w.table_no,
        w.direction,
        w.n_lines,
        w.has_nested,
        w.value as whole_value,
        {{ span_of('w', 'wide') }} as whole_wide,
        {{ span_of('w', 'loose') }} as whole_loose,
        count(*) as n_parts,
        list(p.claim_key order by p.line_no) as part_keys,
        list({{ plain('p.value') }} order by p.line_no) as printed,
        bool_and(p.value <= w.value) as are_smaller,
        {% for kind in ('wide', 'loose') -%}
        list(p.{{ kind }}_lower) as {{ kind }}_lowers,
        list(p.{{ kind }}_upper) as {{ kind }}_uppers,
        bool_and(p.{{ kind }}_lower_closed) as {{ kind }}_lower_closed,
        bool_and(p.{{ kind }}_upper_closed) as {{ kind }}_upper_closed,
        {% endfor -%}
        list(p.value) as part_values
    from counted as w
    inner join counted as p
        on
            w.source_no = p.source_no and w.table_no = p.table_no and w.direction = p.direction and w.cross_no = p.cross_no
            and w.unit = p.unit and w.status = p.status and p.line_no <> p.total_line
    where w.line_no = w.total_line
    group by all
    having count(*) > 1
),

summed as (
    select
        *,
        {% for kind in ('wide', 'loose') -%}
        {{ span(
            safely('list_sum(' ~ kind ~ '_lowers)'), kind ~ '_lower_closed', safely('list_sum(' ~ kind ~ '_uppers)'), kind ~ '_upper_closed'
        ) }} as {{ kind }}_sum,
        {% endfor -%}
        {{ safely('list_sum(part_values)') }} as value_sum
    from sums
),

judged as (
    select
        *,
        {{ known('wide_sum') }} and {{ known('whole_wide') }} and not {{ spans_miss('wide_sum', 'whole_wide') }} as fits
    from summed
),

weighed as (
    select
        *,
        count(*) filter (where fits) over (partition by source_no, table_no, direction) as n_fitting
    from judged
),

cases as (
    select
        whole_key as case_key,
        whole_key as lead_key,
        list_prepend(whole_key, part_keys) as members,
        'table' as detail,
        case
            when weighed.fits then 'agreed'
            when
                weighed.n_parts = weighed.n_lines and weighed.are_smaller and not weighed.has_nested
                and (
                    weighed.n_fitting > (case weighed.direction when 'column' then 0 else 1 end)
                    or (
                        weighed.direction = 'column' and weighed.n_parts > 2
                        and coalesce({{ safely('5 * abs(weighed.value_sum - weighed.whole_value)') }} <= weighed.whole_value, false)
                    )
                )
                and {{ spans_miss('loose_sum', 'whole_loose') }} then 'contradicts'
            else 'undecided'
        end as verdict,
        {{ span_gap('wide_sum', 'whole_wide') }} as gap,
        'misprint' as likely_cause,
        {{ large_share(span_gap('wide_sum', 'whole_wide'), 'whole_value') }} as severity,
        array_to_string(list_transform(printed, lambda one: replace(one, '.', ',')), ' + ') || ' = ' || {{ vi('value_sum') }}
        || ', tổng được nêu trong bảng ' || {{ vi('whole_value') }} as arithmetic_vi,
        array_to_string(printed, ' + ') || ' = ' || {{ plain('value_sum') }}
        || ', stated in the table ' || {{ plain('whole_value') }} as arithmetic_en
    from weighed
),

{{ rule_rows('part_whole_sum') }}
