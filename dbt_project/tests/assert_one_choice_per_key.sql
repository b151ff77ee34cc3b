-- Rows here: an observation whose chosen claim is not the one preferred claim of its key, or a key that has none.
with preferred as (
    select
        observation_key,
        count(*) as n,
        min(claim_key) as claim_key
    from {{ ref('fct_claim') }}
    where rank = 'preferred'
    group by observation_key
),

voiced as (
    select distinct observation_key from {{ ref('fct_claim') }}
    where observation_key is not null and rank <> 'deprecated'
)

select
    coalesce(o.observation_key, v.observation_key) as observation_key,
    p.n,
    p.claim_key as preferred_claim,
    o.claim_key as chosen_claim
from {{ ref('fct_observation') }} as o
full join voiced as v on o.observation_key = v.observation_key
left join preferred as p on v.observation_key = p.observation_key
where
    o.observation_key is null
    or v.observation_key is null
    or coalesce(p.n, 0) <> 1
    or p.claim_key <> o.claim_key
