-- Rows here: an observation whose shown value no current claim of its key states.
select o.observation_key
from {{ ref('fct_observation') }} as o
left join {{ ref('fct_claim') }} as c
    on
        o.value_claim_key = c.claim_key
        and o.observation_key = c.observation_key
        and o.value = c.value
        and c.is_current
        and c.rank <> 'deprecated'
where c.claim_key is null or o.value < o.value_min or o.value > o.value_max
