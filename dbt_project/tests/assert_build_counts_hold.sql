-- Rows here: a table that holds another number of rows than the build announced.
with counted as (
    select
        'documents' as name,
        b.documents as announced,
        (select count(*) from {{ ref('dim_source') }}) as held
    from {{ ref('build') }} as b
    union all
    select
        'relations' as name,
        b.relations as announced,
        (select count(*) from {{ ref('fct_claim_relation') }}) as held
    from {{ ref('build') }} as b
    union all
    select
        'outcomes' as name,
        b.outcomes as announced,
        (select count(*) from {{ ref('landing_outcomes') }}) as held
    from {{ ref('build') }} as b
    union all
    select
        'build' as name,
        1 as announced,
        (select count(*) from {{ ref('build') }}) as held
)

select
    name,
    announced,
    held
from counted
where announced <> held
