-- Grain: one share with the count and the base that the text gives for it, as printed in one or more documents.
-- k of N and p percent: 100·k against p·N. A pair of the text's numbers that fits is taken for the share's count and base;
-- a contradiction needs a text that says which count and base are meant ("102/163 … (62,6%)", "k trong tổng số N (p%)").
with shares as (
    select * from {{ ref('int_figures') }}
    where
        unit = 'percent' and role = 'level' and statistic = 'value' and denominator is null and value > 0
        and coalesce(unit_measure, '') <> 'percentage_point' and coalesce(comparison_kind, '') <> 'plan'
),

near as (
    select
        p.claim_key as share_key,
        n.sentences_back,
        n.steps,
        f.*
    from shares as p
    inner join {{ ref('int_figures_near') }} as n on p.claim_key = n.claim_key
    inner join {{ ref('int_figures') }} as f on n.near_key = f.claim_key
    where f.unit in ('count', 'vnd', 'usd') and f.value > 0 and f.statistic = 'value' and f.role in ('level', 'change')
),

pairs as (
    select
        share_key,
        claim_key as count_key,
        claim_key as base_key,
        sentences_back,
        abs(steps) as distance,
        steps as count_steps,
        steps as base_steps,
        true as is_fraction,
        {{ span('value', 'true', 'value', 'true') }} as k_wide,
        {{ span('denominator', 'true', 'denominator', 'true') }} as n_wide,
        {{ span('value', 'true', 'value', 'true') }} as k_loose,
        {{ span('denominator', 'true', 'denominator', 'true') }} as n_loose,
        value as k_value,
        denominator as n_value
    from near
    where denominator > 0
    union all
    select
        k.share_key,
        k.claim_key as count_key,
        n.claim_key as base_key,
        greatest(k.sentences_back, n.sentences_back) as sentences_back,
        abs(k.steps) + abs(n.steps) as distance,
        k.steps as count_steps,
        n.steps as base_steps,
        false as is_fraction,
        {{ span_of('k', 'wide') }} as k_wide,
        {{ span_of('n', 'wide') }} as n_wide,
        {{ span_of('k', 'loose') }} as k_loose,
        {{ span_of('n', 'loose') }} as n_loose,
        k.value as k_value,
        n.value as n_value
    from near as k
    inner join near as n on k.share_key = n.share_key and k.claim_key <> n.claim_key and k.unit = n.unit and k.status = n.status
    where
        k.value < n.value and k.denominator is null and n.role = 'level'
        and k.sentences_back < 2
),

measured as (
    select
        p.*,
        s.value as share_value,
        s.decimals,
        {{ times_number('p.k_wide', 100) }} as hundred_k,
        {{ times_number('p.k_loose', 100) }} as hundred_k_loose,
        {{ span_of('s', 'wide') }} as share_wide,
        {{ span_of('s', 'loose') }} as share_loose,
        s.sentence_no,
        s.source_key
    from pairs as p
    inner join shares as s on p.share_key = s.claim_key
),

judged as (
    select
        *,
        {{ times_span('share_wide', 'n_wide') }} as part_of_base,
        {{ times_span('share_loose', 'n_loose') }} as part_of_base_loose
    from measured
),

weighed as materialized (
    select
        j.*,
        {{ known('j.hundred_k') }} and {{ known('j.part_of_base') }} as is_known,
        {{ known('j.hundred_k') }} and {{ known('j.part_of_base') }}
        and not {{ spans_miss('j.hundred_k', 'j.part_of_base') }} as fits,
        {{ spans_miss('j.hundred_k_loose', 'j.part_of_base_loose') }} as misses,
        coalesce({{ safely('20 * (s.upper_bound - s.lower_bound)') }} <= s.value, false) as is_fine,
        t.related_claim_key is not null as is_tied,
        k.noun || ' of ' || n.noun as nouns,
        s.metric_key,
        k.metric_key as count_metric_key,
        n.metric_key as base_metric_key,
        -- "đúng hạn" told apart from "trước hạn" may be counted together with it in the share.
        coalesce(k.period_end = n.period_end, n.period_end is null) and k.scope_key = n.scope_key and k.scope_key = s.scope_key
        and k.agency_key = n.agency_key and k.agency_key = s.agency_key
        and k.qualifier = 'exact' and n.qualifier = 'exact' and s.qualifier = 'exact'
        and not contains(k.scope_key, 'on_time_alone') as are_of_one_state,
        -- The text itself says that this is the share of this count in this base.
        case
            -- "hoàn thành 95/98 nhiệm vụ, đạt 96,9% kế hoạch": there the whole that was told is the plan.
            when
                regexp_matches(s.words_behind, '^[^0-9]{0,30}(ke hoach|chi tieu|muc tieu|du toan)')
                and not (j.is_fraction and regexp_matches(s.words_behind, '^(so voi )?ke hoach([,;.]|$| de ra| cao| thap)'))
                then false
            -- "4.427/6.283 dịch vụ (chiếm 70,3% tổng số thủ tục)": a base of its own, which is not what was counted.
            when
                regexp_matches(s.words_behind, '^(trong |tren )?tong so ')
                and not starts_with(regexp_replace(s.words_behind, '^(trong |tren )?tong so ', ''), k.noun)
                then false
            when not j.is_fraction and j.count_steps = -1 and t.related_claim_key is null then false
            when j.is_fraction
                then
                    j.count_steps = -1 and j.sentences_back = 0
                    and regexp_matches(
                        {{ folded('substr(q.sentence, k.char_end - (k.char_start - k.lead_length) + 1, s.char_start - k.char_end)') }},
                        '^[^0-9;.]{0,50}{{ share_lead() }}'
                    )
            when j.count_steps = -2
                then
                    j.sentences_back = 0 and j.base_steps = -1 and n.noun = k.noun
                    and regexp_matches(n.words_before, '(tren|trong)( tong so| tong)$')
                    and regexp_matches(s.words_before, '{{ share_lead() }}')
            else
                j.sentences_back = 0 and j.count_steps = -1 and j.base_steps = -2
                and regexp_matches(n.words_before, '(trong|tren) (tong so|so|tong)$')
                and n.noun = k.noun
        end as is_stated
    from judged as j
    inner join {{ ref('int_figures') }} as s on j.share_key = s.claim_key
    inner join (
        select
            *,
            regexp_extract(words_behind, '^([a-z]+( [a-z]+)?)', 1) as noun
        from {{ ref('int_figures') }}
    ) as k on j.count_key = k.claim_key
    inner join {{ ref('stg_claims') }} as q on k.claim_no = q.claim_no
    inner join (
        select
            *,
            regexp_extract(words_behind, '^([a-z]+( [a-z]+)?)', 1) as noun
        from {{ ref('int_figures') }}
    ) as n on j.base_key = n.claim_key
    left join {{ ref('stg_relations') }} as t
        on j.share_key = t.claim_key and t.relation = 'percent_of' and j.count_key = t.related_claim_key
),

-- "cấp tỉnh 23.233 hồ sơ, với 6.596 trực tuyến (28,39%); cấp huyện …; cấp xã …": where two shares of a sentence are those of the
-- count and the base right before them, the third that is printed so is meant so.
parallel as (
    select
        source_key,
        sentence_no,
        nouns
    from weighed
    where fits and decimals > 0 and not is_fraction and count_steps = -1 and base_steps = -2 and sentences_back = 0
    group by source_key, sentence_no, nouns
    having count(distinct share_key) > 1
),

declared as (
    {% for role in ('metric_key', 'count_metric_key', 'base_metric_key') -%}
    select {{ role }} from {{ ref('share_bases') }}
    {{ 'union' if not loop.last }}
    {% endfor %}
),

told_once as (
    -- The indicators of a sentence that one figure alone tells, of those whose share has a declared base.
    select
        source_key,
        sentence_no,
        list(metric_key) as metric_keys
    from (
        select
            source_key,
            sentence_no,
            metric_key
        from {{ ref('int_figures') }}
        where metric_key in (select declared.metric_key from declared)
        group by source_key, sentence_no, metric_key
        having count(*) = 1
    )
    group by source_key, sentence_no
),

placed as (
    select
        w.* exclude (is_stated),
        w.is_stated
        or (
            w.count_steps = -1 and w.base_steps = -2 and w.sentences_back = 0 and not w.is_fraction and w.is_tied
            and p.nouns is not null
        )
        or (
            b.metric_key is not null and w.sentences_back = 0 and not w.is_fraction and w.are_of_one_state
            and list_has_all(u.metric_keys, [w.metric_key, w.count_metric_key, w.base_metric_key])
        ) as is_stated
    from weighed as w
    left join parallel as p on w.source_key = p.source_key and w.sentence_no = p.sentence_no and w.nouns = p.nouns
    left join {{ ref('share_bases') }} as b
        on w.metric_key = b.metric_key and w.count_metric_key = b.count_metric_key and w.base_metric_key = b.base_metric_key
    left join told_once as u on w.source_key = u.source_key and w.sentence_no = u.sentence_no
),

told_bases as (
    -- The text tells of what a count is a part, or a share beside it has that base.
    select
        claim_key as count_key,
        related_claim_key as base_key
    from {{ ref('stg_relations') }}
    where relation = 'part_of'
    union
    select
        w.count_key,
        w.base_key
    from weighed as w
    inner join weighed as o
        on
            w.source_key = o.source_key and w.sentence_no = o.sentence_no and w.base_key = o.base_key and w.share_key <> o.share_key
            and w.count_key <> o.count_key
    where w.is_tied and w.fits and o.is_tied and o.fits and o.is_fine and o.decimals > 0 and not o.is_fraction and not w.is_fraction
),

-- What a coarse percent fits by chance is no evidence: count and base have to be large, and a whole percent needs a count that
-- the text ties to it or figures that stand beside it; a tiny share ("quá hạn 20 hồ sơ, chiếm 0,17%") a base that the text tells.
chosen as (
    select
        *,
        fits and (
            is_stated or is_fraction
            or (is_tied and n_value >= 10 and (count_key, base_key) in (select (count_key, base_key) from told_bases))
            or (
                n_value >= 10 and is_fine
                and (decimals > 0 or is_tied or (sentences_back = 0 and greatest(abs(count_steps), abs(base_steps)) <= 2))
            )
        ) as agrees
    from placed
    qualify
        row_number() over (
            partition by share_key
            order by
                agrees desc,
                is_stated desc,
                is_tied desc,
                is_fraction desc,
                distance asc,
                count_key asc,
                base_key asc
        ) = 1
),

cases as (
    select
        share_key as case_key,
        share_key as lead_key,
        case when agrees or is_stated then list_distinct([share_key, count_key, base_key]) else [share_key, count_key] end as members,
        '' as detail,
        case
            when agrees then 'agreed'
            when is_stated and is_known and misses and k_value <= n_value then 'contradicts'
            else 'undecided'
        end as verdict,
        {{ span_gap('hundred_k', 'part_of_base') }} as gap,
        'misprint' as likely_cause,
        {{ large_share(span_gap('hundred_k', 'part_of_base'), '100 * k_value') }} as severity,
        '100 × ' || {{ vi('k_value') }} || ' = ' || {{ span_vi('hundred_k') }} || '; ' || {{ vi('share_value') }} || '% × '
        || {{ vi('n_value') }} || ' = ' || {{ span_vi('part_of_base') }}
        || case when agrees then '' when is_stated then ': không khớp' else '; văn bản không nói rõ mẫu số' end as arithmetic_vi,
        '100 × ' || {{ plain('k_value') }} || ' = ' || {{ span_en('hundred_k') }} || '; ' || {{ plain('share_value') }} || '% × '
        || {{ plain('n_value') }} || ' = ' || {{ span_en('part_of_base') }}
        || case when agrees then '' when is_stated then ': they do not meet' else '; the text does not say the base' end as arithmetic_en
    from chosen
    where agrees or is_stated or is_tied
    union all
    select
        t.claim_key as case_key,
        t.claim_key as lead_key,
        [t.claim_key, t.related_claim_key] as members,
        '' as detail,
        'undecided' as verdict,
        cast(null as decimal(38, 10)) as gap,
        cast(null as varchar) as likely_cause,
        cast(null as varchar) as severity,
        'văn bản không nói rõ mẫu số' as arithmetic_vi,
        'the text does not say the base' as arithmetic_en
    from {{ ref('stg_relations') }} as t
    inner join shares as s on t.claim_key = s.claim_key
    inner join {{ ref('int_figures') }} as k on t.related_claim_key = k.claim_key
    where t.relation = 'percent_of' and not exists (
        select 1 from chosen as c
        where c.share_key = t.claim_key
    )
),

{{ rule_rows('ratio_percent') }}
