-- Grain: one indicator.
select
    metric_key,
    base_metric_key,
    name_vi,
    name_en,
    name_ascii,
    unit,
    measure_kind,
    reform_area,
    system,
    is_catalogued,
    value_min,
    value_max,
    source
from {{ ref('int_metrics') }}
order by metric_key
