-- Grain: one observation key with at least one claim that is not deprecated.
with claims as (
    select
        r.claim_no,
        r.observation_no,
        r.value,
        r.witness,
        r.vintage,
        r.choice_order,
        r.is_deprecated,
        p.document,
        c.misses_chosen,
        c.step,
        c.is_best_rival,
        c.is_shown
    from {{ ref('int_claims_ranked') }} as r
    inner join {{ ref('int_choices') }} as c on r.claim_no = c.claim_no
    inner join {{ ref('int_claims_placed') }} as p on r.claim_no = p.claim_no
),

keys as (
    select
        observation_no,
        min(value) filter (where not is_deprecated) as value_min,
        max(value) filter (where not is_deprecated) as value_max,
        count(*) filter (where not is_deprecated) as n_claims,
        count(*) filter (where is_deprecated) as n_deprecated,
        bool_or(misses_chosen and not is_deprecated) as is_contested,
        max(case when is_best_rival then step end) as step,
        max(case when choice_order = 1 then claim_no end) as chosen_no,
        max(case when choice_order = 1 then vintage end) as vintage_date,
        max(case when is_shown then claim_no end) as shown_no
    from claims
    group by observation_no
),

-- How many different ones: counted apart, since a set per key and column takes much more room.
{% for name, column in (('documents', 'document'), ('witnesses', 'witness'), ('values', 'value')) -%}
different_{{ name }} as (
    select
        observation_no,
        count(*) as n_{{ name }}
    from (
        select distinct
            observation_no,
            {{ column }}
        from claims
        where not is_deprecated and {{ column }} is not null
    )
    group by observation_no
){{ ',' if not loop.last }}

{% endfor %}
select
    chosen.observation_key,
    chosen.observed_metric_key as metric_key,
    chosen.agency_key,
    chosen.agency_version_key,
    chosen.period_key,
    chosen.observed_scope_key as scope_key,
    chosen.unit,
    chosen.role,
    chosen.statistic,
    chosen.comparison,
    chosen.status,
    case when not chosen.is_catalogued then chosen.document end as document,
    chosen.claim_key,
    chosen.source_key,
    shown.claim_key as value_claim_key,
    shown.value,
    shown.denominator,
    shown.decimals,
    shown.qualifier,
    shown.lower_bound,
    shown.lower_closed,
    shown.upper_bound,
    shown.upper_closed,
    k.value_min,
    k.value_max,
    coalesce(v.n_values, 0) as n_values,
    k.n_claims,
    k.n_deprecated,
    coalesce(d.n_documents, 0) as n_documents,
    coalesce(w.n_witnesses, 0) as n_witnesses,
    k.is_contested,
    not k.is_contested or k.step not in ('later_in_text', 'key_order') as is_decided,
    case
        when k.is_contested then k.step
        when v.n_values = 1 then 'only_value'
        else 'agreement'
    end as resolution_rule,
    k.vintage_date,
    chosen.authority_rank,
    k.observation_no
from keys as k
inner join {{ ref('int_claims_placed') }} as chosen on k.chosen_no = chosen.claim_no
inner join {{ ref('int_claims_placed') }} as shown on k.shown_no = shown.claim_no
left join different_documents as d on k.observation_no = d.observation_no
left join different_witnesses as w on k.observation_no = w.observation_no
left join different_values as v on k.observation_no = v.observation_no
