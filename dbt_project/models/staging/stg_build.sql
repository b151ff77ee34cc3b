-- Grain: one row, the build in hand.
select
    build_id,
    {{ utc('built_at') }} as built_at,
    code_version,
    schema_version,
    extractor_version,
    input_hash,
    seeds_hash,
    documents,
    claims,
    relations,
    sightings,
    outcomes
from {{ source('building', 'build') }}
