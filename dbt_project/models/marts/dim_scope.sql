-- Grain: one breakdown that some claim or observation carries.
with scopes as (
    select scope_key from {{ ref('int_claims_placed') }}
    union
    select observed_scope_key as scope_key from {{ ref('int_claims_placed') }}
)

select
    scope_key,
    scope_key = '_T' as is_total,
    scope_key <> '_U' as is_understood,
    {{ dimension_of('scope_key', 'level') }} as level,
    {{ dimension_of('scope_key', 'unit') }} as unit,
    {{ dimension_of('scope_key', 'area') }} as area,
    {{ dimension_of('scope_key', 'clientele') }} as clientele,
    {{ dimension_of('scope_key', 'channel') }} as channel,
    {{ dimension_of('scope_key', 'service_level') }} as service_level,
    {{ dimension_of('scope_key', 'sector') }} as sector,
    {{ dimension_of('scope_key', 'case_state') }} as case_state,
    {{ dimension_of('scope_key', 'base') }} as base,
    {{ dimension_of('scope_key', 'edition') }} as edition
from scopes
order by scope_key
