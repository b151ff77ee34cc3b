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
    s.unit_measure,
    p.lower_bound,
    p.upper_bound,
    p.lower_closed,
    p.upper_closed,
    p.decimals,
    s.hedge,
    p.qualifier,
    p.role,
    p.direction,
    p.statistic,
    p.comparison_kind,
    p.comparison_period,
    p.status,
    s.obs_status,
    s.metric_phrase,
    p.quote,
    p.char_start,
    p.char_end,
    s.sentence,
    s.sentence_start,
    s.locator,
    p.block_kind,
    p.period_kind,
    p.period_start,
    p.period_end,
    p.vintage_used as vintage_date,
    p.confidence,
    s.extractor_version,
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
    s.metric_basis,
    s.agency_basis,
    p.period_basis
from {{ ref('stg_claims') }} as s
inner join {{ ref('int_claims_placed') }} as p on s.claim_no = p.claim_no
left join {{ ref('int_choices') }} as c on p.claim_no = c.claim_no
left join {{ ref('int_observations') }} as o on c.observation_no = o.observation_no
order by p.claim_no
