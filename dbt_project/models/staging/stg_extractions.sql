-- Grain: one document that was extracted.
select
    source_key,
    sha256,
    meta_sha256,
    reader_version,
    extractor_version,
    published_on,
    published_on_basis,
    reporting_start,
    reporting_end,
    claims,
    relations,
    signatures
from {{ source('claims', 'extractions') }}
