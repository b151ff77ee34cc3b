-- Grain: one body in one validity interval.
select
    agency_version_key,
    agency_key,
    name_vi,
    name_ascii,
    kind,
    level,
    parent_key,
    gso_code,
    valid_from,
    valid_to,
    successor_key,
    source,
    confirmed
from {{ ref('int_agencies') }}
order by agency_version_key
