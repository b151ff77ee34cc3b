-- Grain: one claim that speaks for an observation, judged against the chosen one of its key.
with chosen as (
    select * from {{ ref('int_claims_ranked') }}
    where choice_order = 1
),

judged as (
    select
        r.claim_no,
        r.observation_no,
        r.is_preferred,
        r.is_deprecated,
        r.deprecated_because,
        r.choice_order,
        r.lower_bound,
        r.upper_bound,
        r.decimals,
        c.claim_no as chosen_no,
        r.claim_no <> c.claim_no and {{ intervals_miss('r', 'c') }} as misses_chosen,
        -- The first step at which the chosen claim and this one differ.
        case
            when r.is_preferred <> c.is_preferred or (r.preferred_on is distinct from c.preferred_on) then 'adjudication'
            when r.authority <> c.authority and c.is_owner then 'owner'
            when r.authority <> c.authority then 'authority'
            when (r.vintage is distinct from c.vintage) then 'later_vintage'
            when r.n_witnesses <> c.n_witnesses then 'more_witnesses'
            when r.lead_start <> c.lead_start then 'later_in_text'
            else 'key_order'
        end as step
    from {{ ref('int_claims_ranked') }} as r
    left join chosen as c on r.observation_no = c.observation_no
),

ordered as (
    select
        *,
        -- The best claim with another value: the one that the choice had to be separated from.
        row_number() over (partition by observation_no, misses_chosen and not is_deprecated order by choice_order)
            as place_among_alike,
        -- Finest print among those that meet the chosen one; what a person preferred is shown as it is.
        row_number() over (
            partition by observation_no
            order by
                case when is_deprecated or misses_chosen then 1 else 0 end,
                case when is_preferred then choice_order end nulls last,
                {{ safely('upper_bound - lower_bound') }} asc nulls last,
                decimals desc,
                choice_order asc
        ) as fineness
    from judged
)

select
    claim_no,
    observation_no,
    chosen_no,
    is_deprecated,
    deprecated_because,
    choice_order,
    misses_chosen,
    step,
    misses_chosen and not is_deprecated and place_among_alike = 1 as is_best_rival,
    fineness = 1 and choice_order is not null as is_shown
from ordered
