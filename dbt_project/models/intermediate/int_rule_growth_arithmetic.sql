-- Grain: one change or rate of a level with what it can be recomputed from, as printed in one or more documents.
-- Of level x, earlier level b, change d and rate g any three are recomputed: x - b = d; x = b·(100 ± g)/100, by
-- cross-multiplication; "gấp N lần" and "tăng N lần" are both read as x = N·b and x = (N + 1)·b; a change of a percentage
-- is read in points and in percent. Figures that fit are taken to belong together; a contradiction needs words that say so.
with asked as (
    select * from {{ ref('int_figures') }}
    where
        role in ('change', 'change_rate') and value > 0
        and unit in ('percent', 'times', 'count', 'vnd', 'usd', 'points', 'rank')
),

near as (
    select
        a.claim_key as asked_key,
        n.sentences_back,
        n.steps,
        f.* replace (
            -- "so với năm 2022 (86,62%)": a bracket behind what is compared with holds a level, whatever it was read as.
            case
                when f.role = 'change_rate' and f.direction is null and regexp_matches(f.words_before, 'so voi [^();]{0,60}\((la |dat )?$') then 'level'
                else f.role
            end as role
        )
    from asked as a
    inner join {{ ref('int_figures_near') }} as n on a.claim_key = n.claim_key
    inner join {{ ref('int_figures') }} as f on n.near_key = f.claim_key
    where f.value > 0 and (f.denominator is null or f.unit = 'rank') and f.statistic <> 'range_low' and n.sentences_back < 2
),

ties as (
    select
        claim_key,
        related_claim_key
    from {{ ref('stg_relations') }}
    where relation in ('change_of', 'rate_of')
),

-- The level that a change or rate explains: the one that the text ties it to, else one before it.
levels as (
    select
        n.*,
        t.related_claim_key is not null as is_tied
    from near as n
    left join ties as t on n.asked_key = t.claim_key and n.claim_key = t.related_claim_key
    where n.role = 'level' and (t.related_claim_key is not null or (n.sentences_back = 0 and n.steps < 0))
),

triples as (
    -- x, b and g or d
    select
        x.asked_key,
        x.claim_key as level_key,
        b.claim_key as other_key,
        'earlier level' as other_is,
        x.is_tied,
        b.sentences_back = 0
        and (
            x.is_tied and x.steps = -1 and b.steps = 1 and regexp_matches(b.words_before, 'so voi [^();]{0,60}\((la |dat )?$')
            or regexp_matches(b.words_before, '(^| )tu( muc)?$') and regexp_matches(x.words_before, '(^| )(len|len den|len toi|xuong|xuong con|con)( muc)?( hon| gan| khoang)?$')
            and b.steps = x.steps - 1 and x.steps = -1
        ) as is_stated,
        abs(x.steps) + abs(b.steps) as distance
    from levels as x
    inner join near as b
        on x.asked_key = b.asked_key and x.claim_key <> b.claim_key and b.role = 'level' and x.unit = b.unit and x.status = b.status
    union all
    -- x, d and g
    select
        x.asked_key,
        x.claim_key as level_key,
        d.claim_key as other_key,
        'change' as other_is,
        x.is_tied,
        t.related_claim_key is not null and x.is_tied and d.sentences_back = 0 and abs(d.steps) = 1 and x.sentences_back = 0
        and case
            when d.steps < 0
                then regexp_matches(
                    d.words_behind, '^[^0-9(;.]{0,40}(\(|, )(tang|giam|tuong ung|tuong duong|hay)?( tang| giam| voi)?( khoang| hon| gan)?[ ]?[0-9]'
                )
            else regexp_matches(d.words_before, '(\(|, tuong ung|, tuong duong)( tang| giam| voi)?( khoang| hon| gan)?$')
        end as is_stated,
        abs(x.steps) + abs(d.steps) as distance
    from levels as x
    inner join asked as g on x.asked_key = g.claim_key and g.role = 'change_rate' and g.unit = 'percent'
    inner join near as d
        on
            x.asked_key = d.asked_key and x.unit = d.unit and d.sentences_back = 0 and x.claim_key <> d.claim_key
            and (
                (d.role = 'change' and abs(d.steps) <= 2)
                or (d.role = 'level' and d.steps = 1 and regexp_matches(d.words_before, '(tuong ung|tuong duong)( voi| tang| giam)?$'))
            )
    left join ties as t on d.claim_key = t.claim_key and x.claim_key = t.related_claim_key
),

figured as (
    select
        t.*,
        g.value as asked_value,
        x.value as level_value,
        o.value as other_value,
        g.unit as asked_unit,
        x.unit as level_unit,
        g.role as asked_role,
        coalesce(g.direction, o.direction) as told_direction,
        coalesce({{ safely('10 * (g.upper_bound - g.lower_bound)') }} <= g.value, false) as is_fine,
        -- "trên 80%" lies at any distance from everything.
        coalesce({{ safely('50 * (x.upper_bound - x.lower_bound)') }} <= x.value, false) as is_level_fine,
        coalesce({{ safely('50 * (o.upper_bound - o.lower_bound)') }} <= o.value, false) as is_other_fine,
        {{ span_of('g', 'wide') }} as g_wide,
        {{ span_of('x', 'wide') }} as x_wide,
        {{ span_of('o', 'wide') }} as o_wide,
        {{ span_of('g', 'loose') }} as g_loose,
        {{ span_of('x', 'loose') }} as x_loose,
        {{ span_of('o', 'loose') }} as o_loose
    from triples as t
    inner join asked as g on t.asked_key = g.claim_key
    inner join {{ ref('int_figures') }} as x on t.level_key = x.claim_key
    inner join {{ ref('int_figures') }} as o on t.other_key = o.claim_key
),

-- Every reading of a triple as two intervals that have to meet.
readings as (
    {% for direction in ('up', 'down') -%}
    select
        *,
        'percent {{ direction }}' as reading,
        {% for kind in ('wide', 'loose') -%}
        {{ times_number('x_' ~ kind, 100) }} as left_{{ kind }},
        {% if direction == 'up' -%}
        {{ times_span('o_' ~ kind, '(' ~ plus_number('g_' ~ kind, 100) ~ ')') }} as right_{{ kind }},
        {% else -%}
        {{ times_span('o_' ~ kind, '(' ~ from_hundred('g_' ~ kind) ~ ')') }} as right_{{ kind }},
        {% endif -%}
        {% endfor %}
        coalesce(told_direction, '{{ direction }}') = '{{ direction }}' as is_direct
    from figured
    where other_is = 'earlier level' and asked_unit = 'percent'
    union all
    select
        *,
        'rate of the change {{ direction }}' as reading,
        {% for kind in ('wide', 'loose') -%}
        {{ times_number('o_' ~ kind, 100) }} as left_{{ kind }},
        {% if direction == 'up' -%}
        {{ times_span('g_' ~ kind, '(' ~ minus_span('x_' ~ kind, 'o_' ~ kind) ~ ')') }} as right_{{ kind }},
        {% else -%}
        {{ times_span('g_' ~ kind, '(' ~ plus_span('x_' ~ kind, 'o_' ~ kind) ~ ')') }} as right_{{ kind }},
        {% endif -%}
        {% endfor %}
        coalesce(told_direction, '{{ direction }}') = '{{ direction }}' as is_direct
    from figured
    where other_is = 'change' {{ "and other_value < level_value" if direction == 'up' }}
    union all
    select
        *,
        'difference {{ direction }}' as reading,
        {% for kind in ('wide', 'loose') -%}
        g_{{ kind }} as left_{{ kind }},
        {% if direction == 'up' -%}
        {{ minus_span('x_' ~ kind, 'o_' ~ kind) }} as right_{{ kind }},
        {% else -%}
        {{ minus_span('o_' ~ kind, 'x_' ~ kind) }} as right_{{ kind }},
        {% endif -%}
        {% endfor %}
        coalesce(told_direction, '{{ direction }}') = '{{ direction }}' or level_unit = 'rank' as is_direct
    from figured
    where
        other_is = 'earlier level'
        and (
            (asked_role = 'change' and (
                asked_unit = level_unit or (level_unit = 'rank' and asked_unit = 'count')
                or (level_unit = 'percent' and asked_unit = 'points') or (level_unit = 'points' and asked_unit in ('count', 'percent'))
            ))
            or (asked_role = 'change_rate' and asked_unit = 'percent' and level_unit = 'percent')
        )
    union all
    {% endfor -%}
    {% for more in (0, 1) -%}
    select
        *,
        '{{ 'times' if more == 0 else 'times more' }}' as reading,
        {% for kind in ('wide', 'loose') -%}
        x_{{ kind }} as left_{{ kind }},
        {{ times_span('o_' ~ kind, '(' ~ plus_number('g_' ~ kind, more) ~ ')') }} as right_{{ kind }},
        {% endfor -%}
        coalesce(told_direction, 'up') = 'up' as is_direct
    from figured
    where other_is = 'earlier level' and asked_unit = 'times'
    union all
    {% endfor -%}
    select
        *,
        'times less' as reading,
        {% for kind in ('wide', 'loose') -%}
        o_{{ kind }} as left_{{ kind }},
        {{ times_span('x_' ~ kind, 'g_' ~ kind) }} as right_{{ kind }},
        {% endfor -%}
        coalesce(told_direction, 'down') = 'down' as is_direct
    from figured
    where other_is = 'earlier level' and asked_unit = 'times'
    union all
    select
        *,
        'percent of' as reading,
        {% for kind in ('wide', 'loose') -%}
        {{ times_number('x_' ~ kind, 100) }} as left_{{ kind }},
        {{ times_span('o_' ~ kind, 'g_' ~ kind) }} as right_{{ kind }},
        {% endfor -%}
        told_direction is null as is_direct
    from figured
    where other_is = 'earlier level' and asked_role = 'change_rate' and asked_unit = 'percent'
    union all
    -- The writer took the new level as the base: no agreement, but no other fault than that either.
    select
        *,
        'rate of the new level' as reading,
        {% for kind in ('wide', 'loose') -%}
        {{ times_number('o_' ~ kind, 100) }} as left_{{ kind }},
        {{ times_span('g_' ~ kind, 'x_' ~ kind) }} as right_{{ kind }},
        {% endfor -%}
        false as is_direct
    from figured
    where other_is = 'change'
),

judged as (
    select
        *,
        readings.is_direct and (
            readings.is_stated
            or (readings.is_other_fine and (readings.is_tied or (readings.is_fine and readings.is_level_fine)))
        ) and {{ known('left_wide') }} and {{ known('right_wide') }} and not {{ spans_miss('left_wide', 'right_wide') }} as fits,
        {{ spans_miss('left_loose', 'right_loose') }} as misses
    from readings
),

chosen as (
    select
        *,
        bool_and(misses) over (partition by asked_key, level_key, other_key) as all_miss
    from judged
    qualify
        row_number() over (
            partition by asked_key
            order by
                (fits and (is_stated or is_tied)) desc,
                is_stated desc,
                fits desc, is_tied desc, is_direct desc, distance asc, level_key asc, other_key asc, reading asc
        ) = 1
),

cases as (
    select
        asked_key as case_key,
        level_key as lead_key,
        case when fits or is_stated then [level_key, other_key, asked_key] else [level_key, asked_key] end as members,
        '' as detail,
        case
            when fits then 'agreed'
            when is_stated and all_miss then 'contradicts'
            else 'undecided'
        end as verdict,
        {{ span_gap('left_wide', 'right_wide') }} as gap,
        'misprint' as likely_cause,
        {{ large_share(span_gap('left_wide', 'right_wide'), 'left_wide.high') }} as severity,
        case
            when not fits and not is_stated then 'văn bản không nêu mức trước hoặc mức tăng, giảm'
            when reading = 'percent of'
                then
                    '100 × ' || {{ vi('level_value') }} || ' = ' || {{ span_vi('left_wide') }} || '; ' || {{ vi('asked_value') }} || ' × '
                    || {{ vi('other_value') }} || ' = ' || {{ span_vi('right_wide') }}
            when reading like 'percent%'
                then
                    '100 × ' || {{ vi('level_value') }} || ' = ' || {{ span_vi('left_wide') }} || '; ' || {{ vi('other_value') }} || ' × (100 '
                    || case when reading = 'percent up' then '+ ' else '- ' end || {{ vi('asked_value') }} || ') = ' || {{ span_vi('right_wide') }}
            when reading like 'rate of the change%'
                then
                    '100 × ' || {{ vi('other_value') }} || ' = ' || {{ span_vi('left_wide') }} || '; ' || {{ vi('asked_value') }} || '% × ('
                    || {{ vi('level_value') }} || case when reading like '%up' then ' - ' else ' + ' end || {{ vi('other_value') }} || ') = '
                    || {{ span_vi('right_wide') }}
            when reading = 'rate of the new level'
                then
                    '100 × ' || {{ vi('other_value') }} || ' = ' || {{ span_vi('left_wide') }} || '; ' || {{ vi('asked_value') }} || '% × '
                    || {{ vi('level_value') }} || ' = ' || {{ span_vi('right_wide') }}
            when reading like 'difference%'
                then
                    {{ vi('level_value') }} || ' so với ' || {{ vi('other_value') }} || ': chênh ' || {{ span_vi('right_wide') }}
                    || ', được nêu ' || {{ vi('asked_value') }}
            else
                {{ vi('level_value') }} || ' so với ' || {{ vi('other_value') }} || ' × '
                || case when reading = 'times more' then '(' || {{ vi('asked_value') }} || ' + 1)' else {{ vi('asked_value') }} end
                || ' (' || {{ span_vi('right_wide') }} || ')'
        end || case when not fits and is_stated then ': không khớp' else '' end as arithmetic_vi,
        case
            when not fits and not is_stated then 'the text states neither the earlier level nor the change'
            when reading = 'percent of'
                then
                    '100 × ' || {{ plain('level_value') }} || ' = ' || {{ span_en('left_wide') }} || '; ' || {{ plain('asked_value') }} || ' × '
                    || {{ plain('other_value') }} || ' = ' || {{ span_en('right_wide') }}
            when reading like 'percent%'
                then
                    '100 × ' || {{ plain('level_value') }} || ' = ' || {{ span_en('left_wide') }} || '; ' || {{ plain('other_value') }} || ' × (100 '
                    || case when reading = 'percent up' then '+ ' else '- ' end || {{ plain('asked_value') }} || ') = ' || {{ span_en('right_wide') }}
            when reading like 'rate of the change%'
                then
                    '100 × ' || {{ plain('other_value') }} || ' = ' || {{ span_en('left_wide') }} || '; ' || {{ plain('asked_value') }} || '% × ('
                    || {{ plain('level_value') }} || case when reading like '%up' then ' - ' else ' + ' end || {{ plain('other_value') }} || ') = '
                    || {{ span_en('right_wide') }}
            when reading = 'rate of the new level'
                then
                    '100 × ' || {{ plain('other_value') }} || ' = ' || {{ span_en('left_wide') }} || '; ' || {{ plain('asked_value') }} || '% × '
                    || {{ plain('level_value') }} || ' = ' || {{ span_en('right_wide') }}
            when reading like 'difference%'
                then
                    {{ plain('level_value') }} || ' against ' || {{ plain('other_value') }} || ': ' || {{ span_en('right_wide') }}
                    || ' apart, stated ' || {{ plain('asked_value') }}
            else
                {{ plain('level_value') }} || ' against ' || {{ plain('other_value') }} || ' × '
                || case when reading = 'times more' then '(' || {{ plain('asked_value') }} || ' + 1)' else {{ plain('asked_value') }} end
                || ' (' || {{ span_en('right_wide') }} || ')'
        end || case when not fits and is_stated then ': they do not meet' else '' end as arithmetic_en
    from chosen
    where fits or is_stated or is_tied
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
        'văn bản không nêu mức trước hoặc mức tăng, giảm' as arithmetic_vi,
        'the text states neither the earlier level nor the change' as arithmetic_en
    from ties as t
    inner join asked as a on t.claim_key = a.claim_key
    inner join {{ ref('int_figures') }} as x on t.related_claim_key = x.claim_key
    where not exists (
        select 1 from chosen as c
        where c.asked_key = t.claim_key and (c.fits or c.is_stated or c.is_tied)
    )
),

{{ rule_rows('growth_arithmetic') }}
