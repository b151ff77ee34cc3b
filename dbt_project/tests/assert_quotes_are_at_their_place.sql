-- Rows here: a claim whose quote does not stand at its offsets in its document's text.
-- Long texts are cut into pieces, each long enough for every quote that begins in it: an offset is then counted from the
-- beginning of a piece, so that the work grows with the number of claims and not with that times the length of a text.
with longest as (
    select coalesce(max(char_end - char_start), 0) as n
    from {{ ref('fct_claim') }}
),

pieces as (
    select
        t.source_key,
        p.i as piece,
        substr(t.text, p.i * 1000 + 1, 1000 + l.n) as words
    from {{ ref('source_texts') }} as t
    cross join longest as l
    cross join unnest(range(length(t.text) // 1000 + 1)) as p (i)
)

select
    c.claim_key,
    c.quote,
    substr(p.words, c.char_start % 1000 + 1, c.char_end - c.char_start) as found
from {{ ref('fct_claim') }} as c
left join pieces as p on c.source_key = p.source_key and c.char_start // 1000 = p.piece
where p.source_key is null or substr(p.words, c.char_start % 1000 + 1, c.char_end - c.char_start) <> c.quote
