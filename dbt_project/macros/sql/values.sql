{# Figures: intervals compare, add and multiply; nothing here divides or averages. #}

{% macro intervals_miss(a, b) -%}
    {#- Whether two intervals have no point in common. A NULL bound is an open end; ends that touch meet only if both are closed. -#}
    (
        coalesce({{ a }}.upper_bound < {{ b }}.lower_bound, false)
        or coalesce({{ b }}.upper_bound < {{ a }}.lower_bound, false)
        or coalesce({{ a }}.upper_bound = {{ b }}.lower_bound and not ({{ a }}.upper_closed and {{ b }}.lower_closed), false)
        or coalesce({{ b }}.upper_bound = {{ a }}.lower_bound and not ({{ b }}.upper_closed and {{ a }}.lower_closed), false)
    )
{%- endmacro %}

{% macro safely(expression) -%}
    {#- Exact decimals overflow; an overflow is "unknown", not the end of the build. -#}
    try({{ expression }})
{%- endmacro %}

{% macro plain(value) -%}
    {#- 31.1600000000 -> 31.16 -#}
    regexp_replace(regexp_replace(cast({{ value }} as varchar), '(\.[0-9]*[1-9])0+$', '\1'), '\.0*$', '')
{%- endmacro %}

{% macro significant(value) -%}
    {#- 14000000 -> 14, 31.16 -> 3116: the digits that somebody printed. -#}
    trim(regexp_replace(cast({{ value }} as varchar), '[^0-9]', '', 'g'), '0')
{%- endmacro %}

{% macro interval_text(row, mark, between) -%}
    {#- The interval in the notation of mathematics, e.g. [31.155, 31.165) or (-inf, 20]. -#}
    (
        case when {{ row }}.lower_bound is null or not {{ row }}.lower_closed then '(' else '[' end
        || replace(coalesce({{ plain(row ~ '.lower_bound') }}, '-∞'), '.', '{{ mark }}')
        || '{{ between }}'
        || replace(coalesce({{ plain(row ~ '.upper_bound') }}, '+∞'), '.', '{{ mark }}')
        || case when {{ row }}.upper_bound is null or not {{ row }}.upper_closed then ')' else ']' end
    )
{%- endmacro %}
