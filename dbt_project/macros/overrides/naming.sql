{# Where things are built. Here: schema names and how one relation names another. #}

{% macro generate_schema_name(custom_schema_name, node) -%}
    {#- `marts` is `marts`, not `main_marts`. -#}
    {{ (custom_schema_name or target.schema) | trim }}
{%- endmacro %}

{% macro ref() -%}
    {#-
      Relations are named by schema and table, never by database: a stored view then reads the tables of whichever
      file it lies in, also when that file is attached under another name.
    -#}
    {%- set relation = builtins.ref(*varargs, **kwargs) -%}
    {{ return(relation if relation.is_cte else relation.include(database=false)) }}
{%- endmacro %}
