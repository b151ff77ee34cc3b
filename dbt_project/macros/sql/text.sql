{# Names and keys. #}

{% macro folded(text) -%}
    {#- For matching and searching: no marks, no case, single spaces. -#}
    trim(regexp_replace(strip_accents(lower(replace(replace({{ text }}, 'đ', 'd'), 'Đ', 'd'))), '\s+', ' ', 'g'))
{%- endmacro %}

{% macro key_part(text) -%}
    {#- A part of a key that is joined by "|": the separator inside a part is escaped, so that two keys never clash. -#}
    replace(replace({{ text }}, '%', '%25'), '|', '%7C')
{%- endmacro %}

{% macro blank_to_null(text) -%}
    nullif(trim({{ text }}), '')
{%- endmacro %}

{% macro day_text(day) -%}
    {#- 2023-06-30 -> 30/6/2023, as Vietnamese texts write it. -#}
    (cast(extract(day from {{ day }}) as varchar) || '/' || cast(extract(month from {{ day }}) as varchar)
        || '/' || cast(extract(year from {{ day }}) as varchar))
{%- endmacro %}

{% macro utc(moment) -%}
    {#- Moments are kept as plain timestamps in UTC, so that no reader's time zone changes them. -#}
    cast({{ moment }} at time zone 'UTC' as timestamp)
{%- endmacro %}

{% macro dimension_of(scope_key, name) -%}
    {#- The code of one dimension of a scope key, such as "level=province;channel=online". -#}
    nullif(regexp_extract(';' || {{ scope_key }} || ';', ';{{ name }}=([^;]*);', 1), '')
{%- endmacro %}


{% macro alike(a, b) -%}
    {#- Whether two folded phrases have at least four fifths of their words in common. -#}
    (
        {{ a }} = {{ b }}
        or 9 * len(list_intersect(string_split({{ a }}, ' '), string_split({{ b }}, ' ')))
        >= 4 * (len(list_distinct(string_split({{ a }}, ' '))) + len(list_distinct(string_split({{ b }}, ' '))))
    )
{%- endmacro %}

{% macro offices_named(sentence, body) -%}
    {#-
      The offices and places below the body that a sentence names ("Sở Tài chính", "huyện Yên Thế"), sorted: two sentences that
      name others speak of other things; `body` is folded. Not the one that only reports it ("Theo Sở Nội vụ, ..."), and not the body itself.
    -#}
    list_sort(list_distinct(list_filter(
        regexp_extract_all(
            regexp_replace({{ sentence }}, '^(?:Theo|Từ) [^,]*,', ''),
            '(?:^|[^\p{L}])((?:[Ss]ở) \p{Lu}\p{L}* \p{L}+|(?:[Hh]uyện|[Qq]uận|[Tt]hị xã|[Pp]hường|[Xx]ã|[Tt]hị trấn|[Cc]ục|[Cc]hi cục|[Tt]rung tâm|[Tt]hành phố|TP|TX|TT) \p{Lu}\p{L}*(?: \p{Lu}\p{L}*)*)',
            1
        ),
        lambda one: not contains({{ folded('one') }}, {{ body }})
    )))
{%- endmacro %}

{% macro share_lead() -%}
    {#- Folded words that lead from a count to its share: "(tỷ lệ 38%", ", đạt tỷ lệ 99,2%", ", chiếm khoảng 5%". -#}
    (\(|, )((chiem|dat|bang|tuong duong|tuong ung|tuc|=|~)( |$))?((ty|ti) le( |$))?((voi|la|khoang|gan|hon|tren|dat)( |$))*$
{%- endmacro %}
