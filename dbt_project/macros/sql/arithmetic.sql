{# Interval arithmetic: bounds are compared, added and cross-multiplied; an overflow is NULL, and NULL decides nothing. #}

{% macro surely_below(high, high_closed, low, low_closed) -%}
    {#- Whether an interval that ends at `high` lies wholly below one that begins at `low`. A NULL end is open: no. -#}
    coalesce({{ high }} < {{ low }} or ({{ high }} = {{ low }} and not ({{ high_closed }} and {{ low_closed }})), false)
{%- endmacro %}

{% macro product_misses(a, b, p, q, kind='wide') -%}
    {#- Whether a·b and p·q, intervals of positive numbers, have no point in common. An overflow or an open end: no. -#}
    {%- set l, h = kind ~ '_lower', kind ~ '_upper' -%}
    (
        {{ surely_below(
            safely(a ~ '.' ~ h ~ ' * ' ~ b ~ '.' ~ h), a ~ '.' ~ h ~ '_closed and ' ~ b ~ '.' ~ h ~ '_closed',
            safely(p ~ '.' ~ l ~ ' * ' ~ q ~ '.' ~ l), p ~ '.' ~ l ~ '_closed and ' ~ q ~ '.' ~ l ~ '_closed'
        ) }}
        or {{ surely_below(
            safely(p ~ '.' ~ h ~ ' * ' ~ q ~ '.' ~ h), p ~ '.' ~ h ~ '_closed and ' ~ q ~ '.' ~ h ~ '_closed',
            safely(a ~ '.' ~ l ~ ' * ' ~ b ~ '.' ~ l), a ~ '.' ~ l ~ '_closed and ' ~ b ~ '.' ~ l ~ '_closed'
        ) }}
    )
{%- endmacro %}

{% macro spans_miss(a, b) -%}
    {#- Whether two computed intervals {low, low_closed, high, high_closed} have no point in common; NULL ends are open. -#}
    (
        {{ surely_below(a ~ '.high', a ~ '.high_closed', b ~ '.low', b ~ '.low_closed') }}
        or {{ surely_below(b ~ '.high', b ~ '.high_closed', a ~ '.low', a ~ '.low_closed') }}
    )
{%- endmacro %}

{% macro span(low, low_closed, high, high_closed) -%}
    {'low': {{ low }}, 'low_closed': {{ low_closed }}, 'high': {{ high }}, 'high_closed': {{ high_closed }}}
{%- endmacro %}

{% macro span_of(c, kind) -%}
    {{ span(c ~ '.' ~ kind ~ '_lower', c ~ '.' ~ kind ~ '_lower_closed', c ~ '.' ~ kind ~ '_upper', c ~ '.' ~ kind ~ '_upper_closed') }}
{%- endmacro %}

{% macro known(s) -%}
    {#- Whether both ends of a computed interval are numbers: an open or overflown end can neither prove nor disprove. -#}
    ({{ s }}.low is not null and {{ s }}.high is not null)
{%- endmacro %}

{% macro times_span(a, b) -%}
    {#- a·b of two intervals of numbers that are not negative. -#}
    {{ span(
        safely(a ~ '.low * ' ~ b ~ '.low'), '(' ~ a ~ '.low_closed and ' ~ b ~ '.low_closed)',
        safely(a ~ '.high * ' ~ b ~ '.high'), '(' ~ a ~ '.high_closed and ' ~ b ~ '.high_closed)'
    ) }}
{%- endmacro %}

{% macro minus_span(a, b) -%}
    {{ span(
        safely(a ~ '.low - ' ~ b ~ '.high'), '(' ~ a ~ '.low_closed and ' ~ b ~ '.high_closed)',
        safely(a ~ '.high - ' ~ b ~ '.low'), '(' ~ a ~ '.high_closed and ' ~ b ~ '.low_closed)'
    ) }}
{%- endmacro %}

{% macro plus_span(a, b) -%}
    {{ span(
        safely(a ~ '.low + ' ~ b ~ '.low'), '(' ~ a ~ '.low_closed and ' ~ b ~ '.low_closed)',
        safely(a ~ '.high + ' ~ b ~ '.high'), '(' ~ a ~ '.high_closed and ' ~ b ~ '.high_closed)'
    ) }}
{%- endmacro %}

{% macro plus_number(a, number) -%}
    {{ span(safely(a ~ '.low + ' ~ number), a ~ '.low_closed', safely(a ~ '.high + ' ~ number), a ~ '.high_closed') }}
{%- endmacro %}

{% macro times_number(a, number) -%}
    {{ span(safely(a ~ '.low * ' ~ number), a ~ '.low_closed', safely(a ~ '.high * ' ~ number), a ~ '.high_closed') }}
{%- endmacro %}

{% macro from_hundred(a) -%}
    {#- 100 - a: what is left after a fall of a percent. -#}
    {{ span(safely('100 - ' ~ a ~ '.high'), a ~ '.high_closed', safely('100 - ' ~ a ~ '.low'), a ~ '.low_closed') }}
{%- endmacro %}

{% macro span_gap(a, b) -%}
    {#- How far two intervals are apart; 0 where they meet or touch. -#}
    greatest({{ safely(a ~ '.low - ' ~ b ~ '.high') }}, {{ safely(b ~ '.low - ' ~ a ~ '.high') }}, 0)
{%- endmacro %}

{% macro vi(value) -%}
    {#- 31.16 -> 31,16 -#}
    replace({{ plain(value) }}, '.', ',')
{%- endmacro %}

{% macro span_vi(s) -%}
    (coalesce({{ vi(s ~ '.low') }}, '?') || case when {{ s }}.low = {{ s }}.high then '' else ' … ' || coalesce({{ vi(s ~ '.high') }}, '?') end)
{%- endmacro %}

{% macro span_en(s) -%}
    (coalesce({{ plain(s ~ '.low') }}, '?') || case when {{ s }}.low = {{ s }}.high then '' else ' … ' || coalesce({{ plain(s ~ '.high') }}, '?') end)
{%- endmacro %}

{% macro large_share(gap, value) -%}
    {#- Whether a gap is more than a twentieth of the figure: then the message changes, not only its last digits. -#}
    case
        when coalesce({{ safely('20 * ' ~ gap) }} > {{ value }}, false) then 'message_changes'
        else 'inconsistent'
    end
{%- endmacro %}
