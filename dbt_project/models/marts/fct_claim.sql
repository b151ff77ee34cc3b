-- Grain: one figure as one document states it. Every claim is here, also those of superseded snapshots.
select
    p.claim_key,
    p.metric_key,
    p.agency_version_key,
    p.agency_key,
    p.period_key,
    p.source_key,
    p.scope_key,
    p.observation_key,
    p.value,
    p.denominator,
    p.unit,
    p.unit_measure,
    p.lower_bound,
    p.upper_bound,
    p.lower_closed,
    p.upper_closed,
    p.decimals,
    p.hedge,
    p.qualifier,
    p.role,
    p.direction,
    p.statistic,
    p.comparison_kind,
    p.comparison_period,
    p.status,
    p.obs_status,
    p.metric_phrase,
    p.quote,
    p.char_start,
    p.char_end,
    p.sentence,
    p.sentence_start,
    p.locator,
    p.block_kind,
    p.period_kind,
    p.period_start,
    p.period_end,
    p.vintage_used as vintage_date,
    p.confidence,
    p.extractor_version,
    case
        when p.standing = 'withdrawn' or c.is_deprecated then 'deprecated'
        when c.choice_order = 1 then 'preferred'
        else 'normal'
    end as rank,
    case
        when p.left_out_because is not null then p.left_out_because
        when c.is_deprecated then 'deprecated by ' || coalesce(c.deprecated_because, 'a person')
        when c.choice_order = 1 then 'chosen: ' || o.resolution_rule
        when c.misses_chosen then 'lost: ' || c.step
        else 'agrees with the chosen value'
    end as rank_reason,
    p.words_of as witness_group,
    p.is_current,
    p.metric_basis,
    p.agency_basis,
    p.period_basis
from {{ ref('int_claims_placed') }} as p
left join {{ ref('int_choices') }} as c on p.claim_key = c.claim_key
left join {{ ref('int_observations') }} as o on p.observation_key = o.observation_key
order by p.claim_key
