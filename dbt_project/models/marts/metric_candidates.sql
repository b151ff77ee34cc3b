-- Grain: one indicator outside the catalogue that current documents state; a person may accept it into metrics.csv.
-- Beside it the indicator whose words are most alike: perhaps the same one in other words, to be joined by a phrase row.
with claims as (
    select
        p.claim_no,
        p.metric_key,
        p.document,
        p.agency_key,
        p.unit,
        p.quote,
        s.metric_phrase,
        row_number() over (
            partition by p.metric_key
            order by case p.confidence when 'sure' then 0 when 'likely' then 1 else 2 end, p.claim_no
        ) as place
    from {{ ref('int_claims_placed') }} as p
    inner join {{ ref('stg_claims') }} as s on p.claim_no = s.claim_no
    where p.is_current and not p.is_catalogued
),

counted as (
    select
        metric_key,
        count(*) as n_claims,
        count(distinct document) as n_documents,
        count(distinct agency_key) as n_agencies,
        list(distinct unit order by unit) as units,
        list(distinct trim(metric_phrase) order by trim(metric_phrase)) as phrases
    from claims
    group by metric_key
)
,

worded as (
    select
        metric_key,
        unit,
        is_catalogued,
        list_distinct(
            string_split(
                case
                    when is_catalogued then trim(regexp_replace(name_ascii, '[^a-z0-9]+', ' ', 'g'))
                    else replace(split_part(metric_key, '.', 2), '_', ' ')
                end, ' '
            )
        ) as words
    from {{ ref('int_metrics') }}
),

spelt as (
    select
        metric_key,
        unit,
        unnest(words) as word
    from worded
),

-- A word of many indicators tells none of them apart, and would join every one to every other.
telling as (
    select word from spelt
    group by word
    having count(*) between 2 and {{ var('max_indicators_of_a_word', 60) }}
),

pairs as (
    select distinct
        a.metric_key,
        b.metric_key as other_key
    from spelt as a
    inner join telling as t on a.word = t.word
    inner join spelt as b on a.word = b.word and a.unit = b.unit and a.metric_key <> b.metric_key
    where a.metric_key in (select metric_key from counted)
),

alike as (
    select
        p.metric_key,
        p.other_key,
        o.is_catalogued,
        len(list_intersect(a.words, o.words)) as shared,
        len(list_distinct(list_concat(a.words, o.words))) as all_words
    from pairs as p
    inner join worded as a on p.metric_key = a.metric_key
    inner join worded as o on p.other_key = o.metric_key
),

nearest as (
    select
        metric_key,
        other_key,
        shared,
        all_words,
        row_number() over (
            partition by metric_key order by all_words - shared asc, shared desc, is_catalogued desc, other_key asc
        ) as place
    from alike
    where 2 * shared >= all_words
)

select
    c.metric_key,
    m.name_vi as example_phrase,
    m.unit,
    c.n_claims,
    c.n_documents,
    c.n_agencies,
    c.units,
    c.phrases,
    e.document as example_document,
    e.quote as example_quote,
    s.sentence as example_sentence,
    n.other_key as nearest_metric_key,
    near.name_vi as nearest_name_vi,
    cast(n.shared as integer) as nearest_shared_words,
    cast(n.all_words as integer) as nearest_all_words
from counted as c
inner join {{ ref('int_metrics') }} as m on c.metric_key = m.metric_key
inner join claims as e on c.metric_key = e.metric_key and e.place = 1
inner join {{ ref('stg_claims') }} as s on e.claim_no = s.claim_no
left join nearest as n on c.metric_key = n.metric_key and n.place = 1
left join {{ ref('int_metrics') }} as near on n.other_key = near.metric_key
order by c.metric_key
