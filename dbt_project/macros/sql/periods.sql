{# Periods of claims: their key, and whether two of them can be compared at all. #}

{% macro has_dated_period(c) -%}
    {#- A flow needs both its ends, a stock the day it was counted. -#}
    (
        ({{ c }}.period_kind = 'flow' and {{ c }}.period_start is not null and {{ c }}.period_end is not null)
        or ({{ c }}.period_kind = 'stock' and {{ c }}.period_end is not null)
    )
{%- endmacro %}

{% macro period_key(c) -%}
    {#- flow.2023-01-01.2023-06-30, stock.2023-06-30, stock.undated; a missing end of a span is "open". -#}
    case
        when {{ c }}.period_start is null and {{ c }}.period_end is null then {{ c }}.period_kind || '.undated'
        when {{ c }}.period_kind <> 'flow' and coalesce({{ c }}.period_start, {{ c }}.period_end) = {{ c }}.period_end
            then {{ c }}.period_kind || '.' || cast({{ c }}.period_end as varchar)
        else
            {{ c }}.period_kind
            || '.' || coalesce(cast({{ c }}.period_start as varchar), 'open')
            || '.' || coalesce(cast({{ c }}.period_end as varchar), 'open')
    end
{%- endmacro %}

{% macro comparison_part(c) -%}
    {#-
      What a change is measured against. "Cùng kỳ năm 2022" and "cùng kỳ" are one thing for a figure of 2023, so of the
      words that tell a same period only a year other than the one before is kept; all other words are kept.
    -#}
    case
        when {{ c }}.comparison_kind is null and {{ c }}.comparison_period is null then '-'
        when {{ c }}.comparison_kind = 'same_period'
            then
                'same_period' || case
                    when coalesce(regexp_extract({{ c }}.comparison_period, '(?:19|20)[0-9]{2}'), '') in (
                        '', coalesce(cast(extract(year from {{ c }}.period_end) - 1 as varchar), '')
                    ) then ''
                    else ':' || regexp_extract({{ c }}.comparison_period, '(?:19|20)[0-9]{2}')
                end
        else
            coalesce({{ c }}.comparison_kind, 'other')
            || coalesce(':' || {{ folded(c ~ '.comparison_period') }}, '')
    end
{%- endmacro %}
