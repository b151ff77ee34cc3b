-- Grain: one body in one validity interval; a key that only claims carry has one row without dates.
select
    agency_key || '@' || coalesce(cast(valid_from as varchar), 'start') as agency_version_key,
    agency_key,
    name_vi,
    {{ folded('name_vi') }} as name_ascii,
    kind,
    level,
    {{ blank_to_null('parent_key') }} as parent_key,
    {{ blank_to_null('gso_code') }} as gso_code,
    valid_from,
    valid_to,
    {{ blank_to_null('successor_key') }} as successor_key,
    source,
    confirmed
from {{ ref('agencies') }}
union all
select distinct
    c.agency_key || '@start' as agency_version_key,
    c.agency_key,
    c.agency_key as name_vi,
    {{ folded('c.agency_key') }} as name_ascii,
    'unknown' as kind,
    'unknown' as level,
    cast(null as varchar) as parent_key,
    cast(null as varchar) as gso_code,
    cast(null as date) as valid_from,
    cast(null as date) as valid_to,
    cast(null as varchar) as successor_key,
    'words of the documents' as source,
    'no' as confirmed
from {{ ref('stg_claims') }} as c
left join {{ ref('agencies') }} as a on c.agency_key = a.agency_key
where a.agency_key is null
