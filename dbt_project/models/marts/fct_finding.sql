-- Grain: one inconsistency. A finding keeps its key from build to build.
with contradictions as (
    select
        c.*,
        array_to_string(list_transform(c.distinct_values, lambda v: {{ plain('v') }}), '|') as values_seen
    from {{ ref('int_comparisons') }} as c
    where c.verdict = 'contradicts'
),

accepted as (
    -- An acceptance covers the values that the person saw; another value opens the finding again.
    select
        f.comparison_key,
        min(a.reason) as reason
    from contradictions as f
    inner join {{ ref('adjudications') }} as a
        on f.comparison_key = a.finding_key and a.action = 'accept_finding'
    where list_has_all(string_split(replace(a.values_seen, ' ', ''), '|'), string_split(f.values_seen, '|'))
    group by f.comparison_key
)

select
    f.comparison_key as finding_key,
    f.rule,
    f.severity,
    f.cited_keys as claim_keys,
    f.explanation_vi,
    f.explanation_en,
    f.imbalance,
    f.likely_cause,
    case
        when a.comparison_key is not null then 'accepted'
        when f.is_explained then 'explained'
        else 'open'
    end as state,
    a.reason as accepted_because,
    f.values_seen,
    f.metric_key,
    f.observation_key,
    f.level
from contradictions as f
left join accepted as a on f.comparison_key = a.comparison_key
order by f.comparison_key
