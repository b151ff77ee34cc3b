-- Grain: one indicator: those of the catalogue, and every other key that some claim carries.
with said as (
    select
        metric_key,
        trim(metric_phrase) as phrase,
        unit,
        role,
        count(*) as times
    from {{ ref('stg_claims') }}
    group by metric_key, trim(metric_phrase), unit, role
),

phrases as (
    select
        metric_key,
        phrase,
        row_number() over (partition by metric_key order by sum(times) desc, phrase) as place
    from said
    group by metric_key, phrase
),

units as (
    select
        metric_key,
        unit,
        row_number() over (
            partition by metric_key
            order by sum(case when role = 'level' then times else 0 end) desc, sum(times) desc, unit
        ) as place
    from said
    group by metric_key, unit
),

uncatalogued as (
    select
        p.metric_key,
        p.phrase,
        u.unit
    from phrases as p
    inner join units as u on p.metric_key = u.metric_key and u.place = 1
    left join {{ ref('metrics') }} as m on p.metric_key = m.metric_key
    where p.place = 1 and m.metric_key is null
)

select
    m.metric_key,
    coalesce({{ blank_to_null('s.base_metric_key') }}, {{ blank_to_null('m.base_metric_key') }}) as base_metric_key,
    {{ blank_to_null('s.scope_key') }} as hidden_scope_key,
    m.name_vi,
    {{ blank_to_null('m.name_en') }} as name_en,
    {{ folded('m.name_vi') }} as name_ascii,
    m.unit,
    {{ blank_to_null('m.measure_kind') }} as measure_kind,
    {{ blank_to_null('m.reform_area') }} as reform_area,
    {{ blank_to_null('m.system') }} as system,
    true as is_catalogued,
    m.value_min,
    m.value_max,
    m.source
from {{ ref('metrics') }} as m
left join {{ ref('metric_scopes') }} as s on m.metric_key = s.metric_key
union all
select
    metric_key,
    cast(null as varchar) as base_metric_key,
    cast(null as varchar) as hidden_scope_key,
    phrase as name_vi,
    cast(null as varchar) as name_en,
    {{ folded('phrase') }} as name_ascii,
    unit,
    cast(null as varchar) as measure_kind,
    cast(null as varchar) as reform_area,
    cast(null as varchar) as system,
    false as is_catalogued,
    cast(null as decimal(38, 10)) as value_min,
    cast(null as decimal(38, 10)) as value_max,
    'words of the documents' as source
from uncatalogued
