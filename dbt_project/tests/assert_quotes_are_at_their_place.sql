-- Rows here: a claim whose quote does not stand at its offsets in its document's text.
select
    c.claim_key,
    c.quote,
    substr(t.text, c.char_start + 1, c.char_end - c.char_start) as found
from {{ ref('fct_claim') }} as c
left join {{ ref('source_texts') }} as t on c.source_key = t.source_key
where t.source_key is null or substr(t.text, c.char_start + 1, c.char_end - c.char_start) <> c.quote
