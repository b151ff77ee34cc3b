{# The last step of every rule that recomputes what one text states: cases of many documents become one row per fault. #}

{% macro rule_rows(rule, cases='cases') -%}
    {#-
      `cases`: case_key, lead_key, members (list of claim keys), detail, verdict, gap, likely_cause, severity,
      arithmetic_vi, arithmetic_en. Cases with the same printed figures of the same indicator and body are one fault (or
      one agreement), in however many documents they stand.
    -#}
    rule_members as (
        select
            c.case_key,
            unnest(c.members) as claim_key
        from {{ cases }} as c
    ),

    rule_said as (
        select
            t.case_key,
            list(distinct t.claim_key order by t.claim_key) as claim_keys,
            string_agg(distinct f.unit || ':' || f.role || ':' || cast(f.value as varchar) || ':' || coalesce(cast(f.lower_bound as varchar), '') || ':'
                || coalesce(cast(f.denominator as varchar), '') || ':' || f.status, '|'
                order by f.unit || ':' || f.role || ':' || cast(f.value as varchar) || ':' || coalesce(cast(f.lower_bound as varchar), '') || ':'
                || coalesce(cast(f.denominator as varchar), '') || ':' || f.status) as figures,
            list(distinct f.value order by f.value) as distinct_values,
            bool_or(coalesce(r.is_deprecated, false)) as is_deprecated,
            case
                when count(distinct d.document) = 1 then 1
                when count(distinct coalesce(d.producer, d.publisher, d.document)) = 1 then 2
                else 3
            end as level
        from rule_members as t
        inner join {{ ref('int_figures') }} as f on t.claim_key = f.claim_key
        inner join {{ ref('int_sources') }} as d on f.source_key = d.source_key
        left join {{ ref('int_claims_ranked') }} as r on f.claim_no = r.claim_no
        group by t.case_key
    ),

    rule_signed as (
        select
            c.*,
            s.claim_keys,
            s.distinct_values,
            s.is_deprecated,
            s.level,
            f.document,
            f.metric_key,
            f.observation_key,
            '{{ rule }}.' || f.metric_key || '.' || f.agency_key || '.'
            || substr(md5(f.metric_key || '|' || f.agency_key || '|' || s.figures || '|' || coalesce(c.detail, '')), 1, 12) as comparison_key
        from {{ cases }} as c
        inner join rule_said as s on c.case_key = s.case_key
        inner join {{ ref('int_figures') }} as f on c.lead_key = f.claim_key
    ),

    rule_grouped as (
        select
            comparison_key,
            list_sort(list_distinct(flatten(list(claim_keys)))) as claim_keys,
            bool_or(verdict = 'contradicts') as has_contradiction,
            bool_or(verdict = 'agreed') as has_agreement,
            bool_and(is_deprecated) filter (where verdict = 'contradicts') as is_explained,
            list(distinct document order by document) as documents
        from rule_signed
        group by comparison_key
    ),

    rule_spoken as (
        select
            *,
            row_number() over (
                partition by comparison_key
                order by case verdict when 'contradicts' then 0 when 'agreed' then 1 else 2 end, case_key
            ) as place
        from rule_signed
    )

    select
        '{{ rule }}' as rule,
        g.comparison_key,
        s.observation_key,
        s.metric_key,
        g.claim_keys,
        g.claim_keys as cited_keys,
        case
            when g.has_contradiction then 'contradicts'
            when g.has_agreement then 'agreed'
            else 'undecided'
        end as verdict,
        case when g.has_contradiction then s.gap end as imbalance,
        coalesce(g.is_explained, false) as is_explained,
        s.distinct_values,
        case when g.has_contradiction then coalesce(s.likely_cause, 'unknown') end as likely_cause,
        case when g.has_contradiction then s.severity end as severity,
        s.level,
        m.name_vi || ' (' || array_to_string(list_slice(g.documents, 1, 5), ', ')
        || case when len(g.documents) > 5 then ', + ' || cast(len(g.documents) - 5 as varchar) else '' end
        || '): ' || s.arithmetic_vi || '.' as explanation_vi,
        coalesce(m.name_en, m.name_vi) || ' (' || array_to_string(list_slice(g.documents, 1, 5), ', ')
        || case when len(g.documents) > 5 then ', + ' || cast(len(g.documents) - 5 as varchar) else '' end
        || '): ' || s.arithmetic_en || '.' as explanation_en
    from rule_grouped as g
    inner join rule_spoken as s on g.comparison_key = s.comparison_key and s.place = 1
    inner join {{ ref('int_metrics') }} as m on s.metric_key = m.metric_key
{%- endmacro %}
