-- Grain: one row, the build of this file.
select
    build_id,
    built_at,
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
from {{ ref('stg_build') }}
