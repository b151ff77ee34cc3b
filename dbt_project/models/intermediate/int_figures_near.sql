-- Grain: one figure and another that stands in its sentence or in one of the two sentences before, at most ten per figure.
-- Only figures that some rule recomputes are `claim_key` here: shares, rates, changes and means.
with asked as (
    select
        claim_key,
        source_key,
        sentence_no,
        place
    from {{ ref('int_figures') }}
    where unit = 'percent' or role <> 'level' or statistic = 'mean'
),

windows as (
    {% for back in (0, 1, 2) -%}
    select
        a.claim_key,
        f.claim_key as near_key,
        {{ back }} as sentences_back,
        f.place - a.place as steps
    from asked as a
    inner join {{ ref('int_figures') }} as f
        on a.source_key = f.source_key and a.sentence_no - {{ back }} = f.sentence_no and a.claim_key <> f.claim_key
    {{ 'union all' if not loop.last }}
    {% endfor %}
)

select
    claim_key,
    near_key,
    sentences_back,
    steps
from windows
qualify row_number() over (partition by claim_key order by abs(steps), steps) <= 10
