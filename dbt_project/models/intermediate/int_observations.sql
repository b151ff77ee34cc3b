-- Grain: one observation key with at least one claim that is not deprecated.
with claims as (
    select
        r.*,
        c.misses_chosen,
        c.step,
        c.is_best_rival,
        c.is_shown
    from {{ ref('int_claims_ranked') }} as r
    inner join {{ ref('int_choices') }} as c on r.claim_key = c.claim_key
),

keys as (
    select
        observation_key,
        min(value) filter (where not is_deprecated) as value_min,
        max(value) filter (where not is_deprecated) as value_max,
        count(*) filter (where not is_deprecated) as n_claims,
        count(*) filter (where is_deprecated) as n_deprecated,
        count(distinct document) filter (where not is_deprecated) as n_documents,
        count(distinct witness) filter (where not is_deprecated) as n_witnesses,
        count(distinct value) filter (where not is_deprecated) as n_values,
        bool_or(misses_chosen and not is_deprecated) as is_contested,
        max(case when is_best_rival then step end) as step
    from claims
    group by observation_key
)

select
    k.observation_key,
    chosen.metric_key,
    chosen.agency_key,
    chosen.agency_version_key,
    chosen.period_key,
    chosen.scope_key,
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
    k.n_values,
    k.n_claims,
    k.n_deprecated,
    k.n_documents,
    k.n_witnesses,
    k.is_contested,
    not k.is_contested or k.step not in ('later_in_text', 'key_order') as is_decided,
    case
        when k.is_contested then k.step
        when k.n_values = 1 then 'only_value'
        else 'agreement'
    end as resolution_rule,
    chosen.vintage as vintage_date,
    chosen.authority_rank
from keys as k
inner join claims as chosen on k.observation_key = chosen.observation_key and chosen.choice_order = 1
inner join claims as shown on k.observation_key = shown.observation_key and shown.is_shown
