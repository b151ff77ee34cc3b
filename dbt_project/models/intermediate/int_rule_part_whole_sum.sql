-- Grain: one whole with its parts, as printed in one or more documents.
-- Parts are told by the text ("trong đó", "gồm", a bracket); or figures of one unit that stand side by side add up to the
-- figure before or behind them, which is taken for agreement and for nothing else (a small sum needs a colon or a word besides:
-- small numbers add up by chance). Parts that count other things than their whole, or that may overlap, are never a
-- contradiction; parts under their whole need not be all of them, unless a list that begins with "gồm" leaves a small rest
-- that no word accounts for.
with eligible as (
    select
        claim_no,
        claim_key,
        source_no,
        sentence_no,
        place,
        char_start,
        char_end,
        words_before,
        words_behind,
        scope_key,
        status,
        unit,
        value,
        denominator,
        lower_bound,
        upper_bound,
        wide_lower,
        wide_lower_closed,
        wide_upper,
        wide_upper_closed,
        loose_lower,
        loose_lower_closed,
        loose_upper,
        loose_upper_closed
    from {{ ref('int_figures') }}
    where
        unit in ('count', 'vnd', 'usd') and role = 'level' and statistic = 'value' and value > 0
        and upper_bound is not null and lower_bound is not null
),

crowded as (
    -- Sentences that hold several figures: only there, before there, and where the text ties two figures are sums to be found.
    select
        source_no,
        sentence_no
    from eligible
    group by source_no, sentence_no
    having count(*) > 1
),

tied as (
    select
        claim_key,
        related_claim_key
    from {{ ref('stg_relations') }}
    where relation = 'part_of'
),

counts as (
    select
        *,
        regexp_extract(words_behind, '^[a-z]+', 0) as noun,
        row_number() over (partition by source_no, sentence_no order by place) as number_in_sentence,
        count(*) over (partition by source_no, sentence_no) as n_in_sentence
    from eligible
    where
        (source_no, sentence_no) in (select (source_no, sentence_no) from crowded)
        or (source_no, sentence_no + 1) in (select (source_no, sentence_no) from crowded)
        or claim_key in (select claim_key from tied)
        or claim_key in (select related_claim_key from tied)
),

told as (
    select
        t.related_claim_key as whole_key,
        t.claim_key as part_key,
        'told' as basis,
        regexp_matches({{ folded('t.words') }}, '^(bao gom|gom|chia ra)$')
        and p.char_start - w.char_end < 45
        and not regexp_matches({{ folded('s.sentence') }}, '(^| )(con lai|khac|chua ke|ngoai ra|trong do|nhu|hon|gan|khoang)( |,|$)') as is_closed,
        row_number() over (partition by t.related_claim_key order by p.char_start) as number
    from {{ ref('stg_relations') }} as t
    inner join counts as w on t.related_claim_key = w.claim_key
    inner join counts as p on t.claim_key = p.claim_key
    inner join {{ ref('stg_claims') }} as s on w.claim_no = s.claim_no
    where t.relation = 'part_of' and p.unit = w.unit and p.denominator is null and p.status = w.status
),

-- Parts that are all members of a partition leave nothing out and share nothing: "trước và đúng hạn …, quá hạn …".
part_words as (
    select
        t.whole_key,
        t.part_key,
        t.number,
        p.scope_key,
        regexp_extract(p.words_before, '[^0-9;(]*$', 0) || ' # ' || regexp_extract(p.words_behind, '^[^0-9;,.()]{0,40}', 0) as words
    from told as t
    inner join counts as p on t.part_key = p.claim_key
),

part_members as (
    select
        w.whole_key,
        w.part_key,
        w.number,
        m.partition,
        m.member
    from part_words as w
    inner join {{ ref('partitions') }} as m on contains(w.words, {{ folded('m.words') }})
    -- What was on time is all of it only where the text does not tell apart what was early.
    where not (m.member = 'early_or_on_time' and contains(w.scope_key, 'on_time_alone'))
    qualify row_number() over (partition by w.whole_key, w.part_key, m.partition order by length(m.words) desc, m.member asc) = 1
),

complete as (
    select
        m.whole_key,
        m.partition,
        list(m.part_key order by m.number) as part_keys,
        list({{ plain('p.value') }} order by m.number) as printed,
        sum(p.value) as value_sum,
        any_value(w.value) as whole_value,
        any_value(w.source_no) as source_no,
        any_value(w.sentence_no) as sentence_no
    from part_members as m
    inner join counts as p on m.part_key = p.claim_key
    inner join counts as w on m.whole_key = w.claim_key
    inner join (
        select
            partition,
            count(distinct member) as n_members
        from {{ ref('partitions') }}
        group by partition
    ) as n on m.partition = n.partition
    group by m.whole_key, m.partition, n.n_members
    having
        count(distinct m.member) = n.n_members and count(*) = n.n_members and max(m.number) - min(m.number) = n.n_members - 1
        and bool_and(p.lower_bound = p.upper_bound and w.lower_bound = w.upper_bound and w.value >= 20)
),

broken as (
    -- A sum that some other figure nearby tells shows that the words tie the parts to the wrong whole.
    select c.*
    from complete as c
    where
        c.value_sum <> c.whole_value
        and not exists (
            select 1 from counts as f
            where f.source_no = c.source_no and f.sentence_no between c.sentence_no - 1 and c.sentence_no + 1 and f.value = c.value_sum
        )
    qualify row_number() over (partition by c.whole_key order by len(c.part_keys) desc, c.partition asc) = 1
),

-- Candidates: the figures behind a whole in its sentence, those of the sentence behind it, and those before it.
beside as (
    select
        w.claim_key as whole_key,
        p.claim_key as part_key,
        'behind' as basis,
        false as is_closed,
        p.number_in_sentence - w.number_in_sentence as number
    from counts as w
    inner join counts as p
        on w.source_no = p.source_no and w.sentence_no = p.sentence_no and w.number_in_sentence < p.number_in_sentence
    where
        p.unit = w.unit and p.denominator is null and p.status = w.status and p.number_in_sentence - w.number_in_sentence <= 8
        and w.n_in_sentence - w.number_in_sentence > 1
    union all
    -- "17.807 quy định tại 2.168 văn bản, trong đó …": the figure before the one that the words tie the parts to.
    select
        w.claim_key as whole_key,
        p.claim_key as part_key,
        'farther' as basis,
        false as is_closed,
        p.number_in_sentence as number
    from tied as t
    inner join counts as p on t.claim_key = p.claim_key
    inner join counts as n on t.related_claim_key = n.claim_key
    inner join counts as w
        on n.source_no = w.source_no and n.sentence_no = w.sentence_no and n.number_in_sentence = w.number_in_sentence + 1
    where
        p.unit = w.unit and p.denominator is null and p.status = w.status and p.number_in_sentence > n.number_in_sentence
        and w.value >= 100
    union all
    select
        w.claim_key as whole_key,
        p.claim_key as part_key,
        'next sentence' as basis,
        false as is_closed,
        p.number_in_sentence as number
    from counts as w
    inner join counts as p on w.source_no = p.source_no and w.sentence_no + 1 = p.sentence_no
    where p.unit = w.unit and p.denominator is null and p.status = w.status and p.number_in_sentence <= 8 and p.n_in_sentence > 1 and w.value >= 100
    union all
    select
        w.claim_key as whole_key,
        p.claim_key as part_key,
        'before' as basis,
        false as is_closed,
        w.number_in_sentence - p.number_in_sentence as number
    from counts as w
    inner join counts as p
        on w.source_no = p.source_no and w.sentence_no = p.sentence_no and w.number_in_sentence > p.number_in_sentence
    where
        p.unit = w.unit and p.denominator is null and p.status = w.status and w.number_in_sentence - p.number_in_sentence <= 8
        and w.number_in_sentence > 2 and p.n_in_sentence > 1 and w.value >= 100
),

listed as (
    select * from told
    union all
    select * from beside
),

gathered as (
    select
        l.whole_key,
        l.basis,
        l.number,
        count(*) over so_far as n_parts,
        list(l.part_key) over so_far as part_keys,
        list({{ plain('p.value') }}) over so_far as printed,
        list(p.value) over so_far as part_values,
        {% for kind in ('wide', 'loose') -%}
        list(p.{{ kind }}_lower) over so_far as {{ kind }}_lowers,
        list(p.{{ kind }}_upper) over so_far as {{ kind }}_uppers,
        bool_and(p.{{ kind }}_lower_closed) over so_far as {{ kind }}_lower_closed,
        bool_and(p.{{ kind }}_upper_closed) over so_far as {{ kind }}_upper_closed,
        {% endfor -%}
        bool_and(p.noun = w.noun and p.noun <> '') over so_far
        -- "1.627 (gồm 1.282 thủ tục … và 345 thủ tục …)": the whole leaves its noun to its parts.
        or (
            bool_and(w.noun in ('', 'gom', 'bao', 'trong') and p.noun <> '') over so_far
            and min(p.noun) over so_far = max(p.noun) over so_far
        ) as are_alike,
        bool_and(p.value < w.value) over so_far as are_smaller,
        bool_and({{ safely('50 * (p.upper_bound - p.lower_bound)') }} <= p.value) over so_far as are_fine,
        -- "riêng hồ sơ toàn trình 5.400": a part of the part before it.
        bool_or({{ dimension_of('p.scope_key', 'clientele') }} is not null) over so_far
        or bool_or(l.number > 1 and regexp_matches(p.words_before, '(^| )(rieng|trong so do|trong so nay|trong do)( [^0-9;]{0,50})?$')) over so_far
        or (
            bool_or({{ dimension_of('p.scope_key', 'service_level') }} is not null) over so_far
            and bool_or({{ dimension_of('p.scope_key', 'service_level') }} is null) over so_far
        ) as may_overlap,
        bool_or(l.is_closed) over so_far and bool_and(p.lower_bound = p.upper_bound) over so_far
        and w.lower_bound = w.upper_bound and w.value >= 20 as is_closed,
        l.number = max(l.number) over (partition by l.whole_key, l.basis) as is_last
    from listed as l
    inner join counts as p on l.part_key = p.claim_key
    inner join counts as w on l.whole_key = w.claim_key
    window so_far as (partition by l.whole_key, l.basis order by l.number, p.char_start rows between unbounded preceding and current row)
),

summed as (
    select
        whole_key,
        basis,
        number,
        n_parts,
        part_keys,
        printed,
        {% for kind in ('wide', 'loose') -%}
        {{ span(
            safely('list_sum(' ~ kind ~ '_lowers)'), kind ~ '_lower_closed', safely('list_sum(' ~ kind ~ '_uppers)'), kind ~ '_upper_closed'
        ) }} as {{ kind }}_sum,
        {% endfor -%}
        {{ safely('list_sum(part_values)') }} as value_sum,
        are_alike,
        are_smaller,
        are_fine,
        may_overlap,
        is_closed,
        is_last
    from gathered
),

-- One part may be a part of the part before it: the sum without any one of them counts as well.
variants as (
    select
        s.*,
        '' as left_out,
        s.wide_sum as sum_tried
    from summed as s
    where s.n_parts > 1 or s.basis = 'told'
    union all
    select
        s.*,
        p.claim_key as left_out,
        {{ span(
            safely('s.wide_sum.low - p.wide_lower'), 's.wide_sum.low_closed',
            safely('s.wide_sum.high - p.wide_upper'), 's.wide_sum.high_closed'
        ) }} as sum_tried
    from summed as s
    inner join counts as p on list_contains(s.part_keys, p.claim_key)
    where s.basis = 'told' and s.is_last and s.n_parts > 2
),

tried as (
    select
        v.*,
        w.value as whole_value,
        {{ span_of('w', 'wide') }} as whole_wide,
        {{ span_of('w', 'loose') }} as whole_loose,
        {{ safely('50 * (w.upper_bound - w.lower_bound)') }} <= w.value
        and case v.basis
            when 'told' then true
            when 'farther' then true
            when 'behind' then w.value >= 30 or regexp_matches(w.words_behind, '^[^0-9;.]{0,50}(:|\(|gom|trong do|chia)')
            when 'before' then regexp_matches(w.words_before, '(tong|tat ca|ca thay|nang) [^0-9;.]{0,40}$') and w.value >= 10 or w.value >= 1000
            else w.value >= 100 and regexp_matches({{ folded('substr(s.sentence, 1, 40)') }}, '^[^0-9]{0,25}(trong do|cu the|bao gom|gom|chia|trong so)')
        end as is_fine
    from variants as v
    inner join counts as w on v.whole_key = w.claim_key
    inner join counts as f on v.part_keys[1] = f.claim_key
    inner join {{ ref('stg_claims') }} as s on f.claim_no = s.claim_no
),

judged as (
    select
        *,
        n_parts - (case when left_out = '' then 0 else 1 end) > 1
        and {{ known('sum_tried') }} and {{ known('whole_wide') }} and not {{ spans_miss('sum_tried', 'whole_wide') }}
        and (tried.basis = 'told' or (tried.are_fine and tried.is_fine and tried.are_smaller)) as fits
    from tried
),

ordered as (
    select
        *,
        bool_or(fits) over (partition by whole_key) as some_fit,
        row_number() over (
            partition by whole_key
            order by
                fits desc,
                case basis when 'told' then 0 when 'behind' then 1 when 'farther' then 2 when 'before' then 3 else 4 end asc,
                (left_out = '') desc,
                n_parts desc,
                left_out asc
        ) as choice
    from judged
    where fits or (basis = 'told' and is_last and left_out = '')
),

cases as (
    select
        ordered.whole_key as case_key,
        ordered.whole_key as lead_key,
        list_prepend(ordered.whole_key, list_filter(ordered.part_keys, lambda key: key <> ordered.left_out)) as members,
        '' as detail,
        case
            when ordered.fits then 'agreed'
            when
                ordered.n_parts > 1 and ordered.are_alike and ordered.are_smaller and not ordered.may_overlap
                and {{ surely_below('whole_loose.high', 'whole_loose.high_closed', 'loose_sum.low', 'loose_sum.low_closed') }}
                then 'contradicts'
            when
                ordered.n_parts > 1 and ordered.are_alike and ordered.are_smaller and not ordered.may_overlap and ordered.is_closed
                and ordered.value_sum < ordered.whole_value and {{ safely('5 * value_sum') }} >= {{ safely('4 * whole_value') }}
                then 'contradicts'
            else 'undecided'
        end as verdict,
        {{ span_gap('wide_sum', 'whole_wide') }} as gap,
        case when ordered.value_sum > ordered.whole_value then 'overlapping_parts' else 'misprint' end as likely_cause,
        {{ large_share(span_gap('wide_sum', 'whole_wide'), 'whole_value') }} as severity,
        array_to_string(list_transform(ordered.printed, lambda one: replace(one, '.', ',')), ' + ') || ' = ' || {{ vi('value_sum') }}
        || case when ordered.left_out <> '' then ' (một phần nằm trong phần khác)' else '' end
        || ', tổng được nêu ' || {{ vi('whole_value') }}
        || case
            when ordered.fits then ''
            when wide_sum.low > whole_wide.high then ': các phần vượt quá tổng, chúng trùng nhau hoặc có số sai'
            else ': các phần chưa hết tổng'
        end as arithmetic_vi,
        array_to_string(ordered.printed, ' + ') || ' = ' || {{ plain('value_sum') }}
        || case when ordered.left_out <> '' then ' (one part lies inside another)' else '' end
        || ', stated ' || {{ plain('whole_value') }}
        || case
            when ordered.fits then ''
            when wide_sum.low > whole_wide.high then ': the parts exceed the whole, so they overlap or a figure is wrong'
            else ': the parts are not all of the whole'
        end as arithmetic_en
    from ordered
    where ordered.choice = 1 and (ordered.fits or ordered.whole_key not in (select broken.whole_key from broken))
    union all
    select
        b.whole_key as case_key,
        b.whole_key as lead_key,
        list_prepend(b.whole_key, b.part_keys) as members,
        '' as detail,
        'contradicts' as verdict,
        {{ safely('abs(b.value_sum - b.whole_value)') }} as gap,
        'misprint' as likely_cause,
        {{ large_share('abs(b.value_sum - b.whole_value)', 'b.whole_value') }} as severity,
        array_to_string(list_transform(b.printed, lambda one: replace(one, '.', ',')), ' + ') || ' = ' || {{ vi('b.value_sum') }}
        || ', tổng được nêu ' || {{ vi('b.whole_value') }} || ': các phần là tất cả của tổng nhưng không bằng tổng' as arithmetic_vi,
        array_to_string(b.printed, ' + ') || ' = ' || {{ plain('b.value_sum') }} || ', stated ' || {{ plain('b.whole_value') }}
        || ': the parts are all of the whole, and do not add up to it' as arithmetic_en
    from broken as b
    where not exists (
        select 1 from ordered as o
        where o.whole_key = b.whole_key and o.choice = 1 and o.fits
    )
),

{{ rule_rows('part_whole_sum') }}
