-- Grain: the shares that one sentence tells, as printed in one or more documents: do they sum to 100 percent?
-- They need to only where the sentence says that they are the parts of one whole: a base before the first share ("trong tổng
-- số", "cơ cấu"), "chiếm" before each, and either "còn lại" before the last or codes of one breakdown that exclude one another
-- (channels, states of a case, levels). Shares that merely sum to 100 agree; all others are not looked at.
with shares as (
    select
        f.*,
        coalesce(m.hidden_scope_key || ';', '') || f.scope_key as told_scope,
        regexp_matches(f.words_before, '(^| )chiem( ty le| ti le| toi| den)?( la)?( hon| tren| gan| khoang| xap xi)?$') as says_share,
        regexp_matches(f.words_before, '(^| )con lai( [^0-9;.]{0,40})?$')
        or regexp_matches(f.words_behind, '^(la |thuoc )?[^0-9;.,]{0,20}con lai') as says_rest,
        row_number() over (partition by f.source_no, f.sentence_no order by f.place) as number,
        count(*) over (partition by f.source_no, f.sentence_no) as n_shares
    from {{ ref('int_figures') }} as f
    inner join {{ ref('int_metrics') }} as m on f.metric_key = m.metric_key
    where
        f.unit = 'percent' and f.role = 'level' and f.denominator is null and f.value > 0 and f.status = 'actual'
        and coalesce(f.unit_measure, '') <> 'percentage_point' and f.block_kind <> 'table_cell'
        and f.wide_lower is not null and f.wide_upper is not null
),

sentences as (
    select
        source_no,
        sentence_no,
        min(claim_no) filter (where number = 1) as first_no,
        min(claim_key) filter (where number = 1) as first_key,
        list(claim_key order by number) as claim_keys,
        list({{ plain('value') }} order by number) as printed,
        count(*) as n,
        count(distinct status || period_kind || coalesce(cast(period_end as varchar), '') || agency_key) as n_subjects,
        bool_and(statistic = 'value') as are_values,
        bool_and(says_share or says_rest) as are_said,
        bool_or(says_share or says_rest or decimals > 0) as is_no_chance,
        bool_or(says_rest and number = n_shares) as has_rest,
        -- A share behind "riêng" or a second "trong đó" is one of another share.
        bool_or(number > 1 and regexp_matches(words_before, '(^| )(rieng|trong so do|trong so nay|trong do)( [^0-9;]{0,50})?$')) as is_nested,
        -- One breakdown of which each share has a code of its own.
        greatest(
            {% for dimension in ('channel', 'service_level', 'case_state', 'level') -%}
            count(distinct {{ dimension_of('told_scope', dimension) }}){{ ',' if not loop.last }}
            {% endfor -%}
        ) = count(*) as are_disjoint,
        {% for kind in ('wide', 'loose') -%}
        list({{ kind }}_lower) as {{ kind }}_lowers,
        list({{ kind }}_upper) as {{ kind }}_uppers,
        bool_and({{ kind }}_lower_closed) as {{ kind }}_lower_closed,
        bool_and({{ kind }}_upper_closed) as {{ kind }}_upper_closed,
        {% endfor -%}
        list(value) as part_values
    from shares
    where n_shares between 2 and 12
    group by source_no, sentence_no
),

judged as (
    select
        s.*,
        {% for kind in ('wide', 'loose') -%}
        {{ span(
            safely('list_sum(s.' ~ kind ~ '_lowers)'), 's.' ~ kind ~ '_lower_closed',
            safely('list_sum(s.' ~ kind ~ '_uppers)'), 's.' ~ kind ~ '_upper_closed'
        ) }} as {{ kind }}_sum,
        {% endfor -%}
        {{ safely('list_sum(s.part_values)') }} as value_sum,
        {{ span('100', 'true', '100', 'true') }} as whole,
        s.are_said and s.are_values and not s.is_nested and s.n_subjects = 1
        and regexp_matches(
            {{ folded('substr(c.sentence, 1, c.char_start - c.sentence_start)') }},
            '(^| )(trong tong so|tren tong so|co cau|trong so)( |:|,)[^0-9]*([0-9][0-9.,]*[^0-9%;]*)?$'
        ) as is_one_whole
    from sentences as s
    inner join {{ ref('stg_claims') }} as c on s.first_no = c.claim_no
),

weighed as (
    select
        *,
        {{ known('wide_sum') }} and not {{ spans_miss('wide_sum', 'whole') }} as fits
    from judged
),

cases as (
    select
        first_key as case_key,
        first_key as lead_key,
        claim_keys as members,
        case when weighed.has_rest then 'rest' else '' end as detail,
        case
            when weighed.fits then 'agreed'
            when
                (weighed.has_rest or weighed.are_disjoint)
                and {{ surely_below('whole.high', 'true', 'loose_sum.low', 'loose_sum.low_closed') }} then 'contradicts'
            when
                weighed.has_rest
                and {{ surely_below('loose_sum.high', 'loose_sum.high_closed', 'whole.low', 'true') }} then 'contradicts'
            else 'undecided'
        end as verdict,
        {{ span_gap('wide_sum', 'whole') }} as gap,
        case when value_sum > 100 then 'overlapping_parts' else 'misprint' end as likely_cause,
        {{ large_share(span_gap('wide_sum', 'whole'), '100') }} as severity,
        array_to_string(list_transform(printed, lambda one: replace(one, '.', ',')), ' + ') || ' = ' || {{ vi('value_sum') }}
        || case when weighed.fits then '' else ', các phần của một tổng phải là 100' end as arithmetic_vi,
        array_to_string(printed, ' + ') || ' = ' || {{ plain('value_sum') }}
        || case when weighed.fits then '' else ', the parts of one whole have to be 100' end as arithmetic_en
    from weighed
    where weighed.is_one_whole or (weighed.fits and weighed.is_no_chance and weighed.are_values and not weighed.is_nested)
),

{{ rule_rows('closed_shares') }}
