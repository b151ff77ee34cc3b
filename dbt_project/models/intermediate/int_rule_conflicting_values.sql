-- Grain: one observation key with two or more current claims, as the rule conflicting_values judged it.
-- A family of intervals has a point in common iff its highest lower end meets its lowest upper end; so one pair tells whether
-- the key is contested. It is a contradiction where two prints of different sentences say the same words of periods that
-- their words or their documents tell; figures that merely were read as one indicator stay undecided.
with several as (
    -- A key is asked about where its highest lower end reaches its lowest upper end; elsewhere all intervals have a common point.
    select
        observation_no,
        max(lower_bound) > min(upper_bound)
        or (max(lower_bound) = min(upper_bound) and not bool_and(lower_closed and upper_closed)) as is_asked
    from {{ ref('int_claims_ranked') }}
    group by observation_no
    having count(*) > 1
),

asked as (
    select
        r.claim_no,
        r.claim_key,
        r.observation_no,
        r.vintage,
        r.is_deprecated,
        p.source_key,
        p.document,
        p.is_catalogued,
        p.quote,
        p.period_kind,
        p.period_basis,
        p.qualifier,
        p.value,
        p.lower_bound,
        p.lower_closed,
        p.upper_bound,
        p.upper_closed,
        row_number() over (partition by r.observation_no order by r.choice_order asc nulls last, r.claim_no asc) as place,
        -- A document that prints a figure again, say in a heading, says it once; the body's own print stands for both.
        row_number() over (
            partition by r.observation_no, p.source_key, p.value, p.lower_bound, p.upper_bound
            order by
                case when p.block_kind in ('headline', 'lead', 'heading', 'caption') then 1 else 0 end asc,
                p.char_start asc,
                r.claim_no asc
        ) as repetition
    from {{ ref('int_claims_ranked') }} as r
    inner join several as a on r.observation_no = a.observation_no and a.is_asked
    inner join {{ ref('int_claims_placed') }} as p on r.claim_no = p.claim_no
),

ends as (
    select
        *,
        row_number() over (
            partition by observation_no
            order by lower_bound desc nulls last, lower_closed asc, place asc
        ) as lower_place,
        row_number() over (
            partition by observation_no
            order by upper_bound asc nulls last, upper_closed asc, place asc
        ) as upper_place
    from asked
),

judged as (
    select
        high.observation_no,
        high.claim_no <> low.claim_no and {{ intervals_miss('high', 'low') }} as is_conflict,
        {{ safely('high.lower_bound - low.upper_bound') }} as gap
    from ends as high
    inner join ends as low on high.observation_no = low.observation_no and low.upper_place = 1
    where high.lower_place = 1
),

contested as (
    -- The claims of contested keys, each with what was said besides the figure: its words, the offices and places below the
    -- body that its sentence names (not those that only report it), and, outside the catalogue, the whole sentence.
    select
        c.*,
        f.sentence_no,
        f.loose_lower,
        f.loose_lower_closed,
        f.loose_upper,
        f.loose_upper_closed,
        -- The indicator's words without the figure and without the body, which the key tells.
        trim(regexp_replace(
            replace({{ folded("replace(s.metric_phrase, c.quote, ' ')") }}, a.name_ascii, ''),
            '( cua| tai| o| tren dia ban)?( toan)?( tinh| thanh pho| bo)? *$', ''
        )) as phrase,
        {{ offices_named('s.sentence', 'a.name_ascii') }} as units,
        s.obs_status,
        -- Rounds, stages, acts and editions of an index that are known by their number.
        list_sort(list_distinct(regexp_extract_all(
            lower(s.sentence),
            '(?:' || (select string_agg(n.words, '|' order by n.words desc) from {{ ref('numbered_words') }} as n)
            || ')(?: số| thứ)? (?:[0-9]+|[ivx]+)'
        ))) as numbered,
        regexp_matches(
            lower(s.sentence),
            '(?:không|chưa) (?:tính|kể|bao gồm)|tính riêng|ngoại trừ|loại trừ|trừ các|trừ số|trừ hồ sơ'
        ) as leaves_out,
        -- What was done to the things that are counted: those that were sent are not those that were received.
        regexp_extract(
            {{ folded('substr(s.sentence, greatest(1, f.lead_length - 59), least(f.lead_length, 60))') }},
            '^(?:.* )?(gui|nhan|giai quyet|tra|kich hoat|dang ky|cap moi|cap doi|cap lai|thu hoi|ban hanh|bai bo|cong bo|sua doi)(?: [^0-9;,.]*)?$',
            1
        ) as act,
        case when not c.is_catalogued then {{ folded("regexp_replace(s.sentence, '[0-9][0-9.,]*', '#', 'g')") }} end as frame,
        -- A sentence that gives a key two values tells of two things ("từ 81,2% lên 84,6%"), which its key does not part.
        list(c.value) over (partition by c.observation_no, c.source_key, f.sentence_no) as told_beside
    from asked as c
    inner join judged as j on c.observation_no = j.observation_no and j.is_conflict
    inner join {{ ref('int_figures') }} as f on c.claim_no = f.claim_no
    inner join {{ ref('stg_claims') }} as s on c.claim_no = s.claim_no
    inner join {{ ref('int_agencies') }} as a on f.agency_version_key = a.agency_version_key
),

variants as (
    -- Prints that do not differ in anything that is asked below stand for each other.
    select distinct
        observation_no,
        document,
        sentence_no,
        told_beside,
        phrase,
        value,
        lower_bound,
        lower_closed,
        upper_bound,
        upper_closed,
        loose_lower,
        loose_lower_closed,
        loose_upper,
        loose_upper_closed,
        qualifier,
        period_kind,
        period_basis,
        vintage,
        is_deprecated,
        is_catalogued,
        units,
        obs_status,
        numbered,
        leaves_out,
        act,
        frame
    from contested
),

opposed as (
    -- Two prints that say the same words of the same thing and have no value in common, hedges read generously.
    select
        a.observation_no,
        a.value as a_value,
        a.lower_bound as a_lower,
        a.upper_bound as a_upper,
        b.value as b_value,
        b.lower_bound as b_lower,
        b.upper_bound as b_upper,
        a.is_deprecated or b.is_deprecated as is_deprecated,
        a.document = b.document as is_one_document,
        a.period_kind = 'stock' and (a.vintage is distinct from b.vintage) as is_later_vintage,
        a.period_kind = 'stock' and a.document = b.document as is_said_twice,
        a.period_kind = 'flow' and a.period_basis <> b.period_basis as is_inferred_period
    from variants as a
    inner join variants as b
        on
            a.observation_no = b.observation_no and a.value < b.value
            and (a.document <> b.document or a.sentence_no <> b.sentence_no)
            and {{ intervals_miss('a', 'b') }}
    where
        (
            (a.qualifier = 'exact' and b.qualifier = 'exact')
            or {{ surely_below('a.loose_upper', 'a.loose_upper_closed', 'b.loose_lower', 'b.loose_lower_closed') }}
        )
        and {{ alike('a.phrase', 'b.phrase') }}
        and not list_contains(a.told_beside, b.value) and not list_contains(b.told_beside, a.value)
        -- Two offices of one body are two things, however alike the words.
        and a.units = b.units
        and (a.numbered = b.numbered or len(a.numbered) = 0 or len(b.numbered) = 0)
        and a.leaves_out = b.leaves_out
        and (a.act = b.act or a.act = '' or b.act = '')
        -- An estimate that the final figure replaces was no mistake.
        and a.obs_status is not distinct from b.obs_status
        -- An indicator outside the catalogue is known by its words alone: the whole sentence has to be said again.
        and ((a.is_catalogued and b.is_catalogued) or {{ alike('a.frame', 'b.frame') }})
        and a.period_basis in ('own words', 'document')
        and b.period_basis in ('own words', 'document')
        and (a.document <> b.document or (a.period_basis = 'own words' and b.period_basis = 'own words'))
),

keys as (
    select
        n.observation_no,
        j.gap,
        coalesce(j.is_conflict, false) as is_contested,
        o.observation_no is not null as is_conflict,
        coalesce(o.is_explained, false) as is_explained,
        o.has_later_vintage,
        o.has_inferred_period,
        o.has_unit_slip,
        o.has_misprint
    from several as n
    left join judged as j on n.observation_no = j.observation_no
    left join (
        select
            observation_no,
            bool_and(is_deprecated) as is_explained,
            bool_or(is_later_vintage or is_said_twice) as has_later_vintage,
            bool_or(is_inferred_period) as has_inferred_period,
            bool_or(
                {% for power in (10, 100, 1000, 1000000, 1000000000) -%}
                coalesce({{ safely('a_value * ' ~ power) }} = b_value, false){{ ' or ' if not loop.last }}
                {%- endfor %}
            ) as has_unit_slip,
            bool_or(
                least(length({{ significant('a_value') }}), length({{ significant('b_value') }})) > 3
                and length({{ plain('a_value') }}) = length({{ plain('b_value') }})
                and damerau_levenshtein({{ plain('a_value') }}, {{ plain('b_value') }}) = 1
            ) as has_misprint
        from opposed
        group by observation_no
    ) as o on n.observation_no = o.observation_no
),

opposed_prints as (
    select
        observation_no,
        a_value as value,
        a_lower as lower_bound,
        a_upper as upper_bound
    from opposed
    union
    select
        observation_no,
        b_value as value,
        b_lower as lower_bound,
        b_upper as upper_bound
    from opposed
),

opposing as (
    -- Every print of a value that is opposed is cited, also where its own words alone would not have told the conflict.
    select c.*
    from asked as c
    inner join opposed_prints as o
        on
            c.observation_no = o.observation_no and c.value = o.value
            and c.lower_bound is not distinct from o.lower_bound and c.upper_bound is not distinct from o.upper_bound
),

levels as (
    select
        o.observation_no,
        list(o.claim_key order by o.claim_no) filter (where o.repetition = 1) as cited_keys,
        max(o.value) as largest,
        case
            when count(distinct s.document) = 1 then 1
            when count(distinct coalesce(s.producer, s.publisher, s.document)) = 1 then 2
            else 3
        end as level
    from opposing as o
    inner join {{ ref('int_sources') }} as s on o.source_key = s.source_key
    group by o.observation_no
),

named_sources as (
    select
        source_no,
        dense_rank() over (order by document) as document_no,
        dense_rank() over (order by coalesce(producer, publisher, document)) as name_no
    from {{ ref('int_sources') }}
),

sources_of as (
    select
        r.observation_no,
        case
            when min(s.document_no) = max(s.document_no) then 1
            when min(s.name_no) = max(s.name_no) then 2
            else 3
        end as level
    from {{ ref('int_claims_ranked') }} as r
    inner join several as n on r.observation_no = n.observation_no
    inner join {{ ref('int_claims_placed') }} as p on r.claim_no = p.claim_no
    inner join named_sources as s on p.source_no = s.source_no
    group by r.observation_no
),

cited as (
    select
        r.observation_no,
        list(r.claim_key order by r.claim_no) as claim_keys,
        bool_or(r.lower_bound is null and r.upper_bound is null) as has_unknown_bounds,
        min(r.claim_no) filter (where r.choice_order = 1) as chosen_no,
        min(r.claim_no) as first_no
    from {{ ref('int_claims_ranked') }} as r
    inner join several as n on r.observation_no = n.observation_no
    group by r.observation_no
),

prints as (
    -- Each different print once, with the documents that carry it.
    select
        observation_no,
        value,
        lower_bound,
        lower_closed,
        upper_bound,
        upper_closed,
        min(quote) as quote,
        array_to_string(list_slice(list(distinct document order by document), 1, 5), ', ')
        || case when count(distinct document) > 5 then ', + ' || cast(count(distinct document) - 5 as varchar) else '' end
            as documents
    from opposing
    group by observation_no, value, lower_bound, lower_closed, upper_bound, upper_closed
),

listed as (
    select
        observation_no,
        list(value order by value, lower_bound, upper_bound) as ordered_values,
        list(
            {
                'print': quote || ' (' || documents || ')',
                'interval_en': {{ interval_text('prints', '.', ', ') }},
                'interval_vi': {{ interval_text('prints', ',', '; ') }}
            }
            order by value, lower_bound, upper_bound
        ) as told
    from prints
    group by observation_no
),

told as (
    select
        observation_no,
        list_sort(list_distinct(ordered_values)) as distinct_values,
        array_to_string(list_transform(told, lambda t: t.print), ' against ') as prints_en,
        array_to_string(list_transform(told, lambda t: t.print), ' so với ') as prints_vi,
        array_to_string(list_transform(told, lambda t: t.interval_en), ' and ') as intervals_en,
        array_to_string(list_transform(told, lambda t: t.interval_vi), ' và ') as intervals_vi
    from listed
),

about as (
    select
        c.observation_no,
        p.observation_key,
        p.observed_metric_key as metric_key,
        p.period_kind,
        p.period_start,
        p.period_end,
        m.name_vi as metric_vi,
        coalesce(m.name_en, m.name_vi) as metric_en,
        a.name_vi as agency_vi,
        d.label_vi as period_vi,
        p.observed_metric_key || '.' || p.agency_key || '.' || cast(p.period_end as varchar)
        || '.' || substr(md5(p.observation_key), 1, 10) as key_tail
    from cited as c
    inner join {{ ref('int_claims_placed') }} as p on coalesce(c.chosen_no, c.first_no) = p.claim_no
    inner join {{ ref('int_metrics') }} as m on p.observed_metric_key = m.metric_key
    inner join {{ ref('int_agencies') }} as a on p.agency_version_key = a.agency_version_key
    inner join {{ ref('int_periods') }} as d on p.period_key = d.period_key
)

select
    'conflicting_values' as rule,
    'conflicting_values.' || a.key_tail as comparison_key,
    a.observation_key,
    a.metric_key,
    c.claim_keys,
    coalesce(l.cited_keys, c.claim_keys) as cited_keys,
    case
        when k.is_conflict then 'contradicts'
        when k.is_contested or c.has_unknown_bounds then 'undecided'
        else 'agreed'
    end as verdict,
    case when k.is_conflict then k.gap end as imbalance,
    k.is_explained,
    t.distinct_values,
    case
        when not k.is_conflict then null
        when k.has_unit_slip then 'unit_slip'
        when k.has_later_vintage then 'later_vintage'
        when k.has_inferred_period then 'different_period'
        when k.has_misprint then 'misprint'
        else 'unknown'
    end as likely_cause,
    case when k.is_conflict then {{ large_share('k.gap', 'l.largest') }} end as severity,
    coalesce(l.level, o.level) as level,
    case
        when k.is_conflict then
            a.metric_vi || ' (' || a.agency_vi || ', ' || a.period_vi || '): ' || t.prints_vi
            || '. Các khoảng giá trị ' || t.intervals_vi || ' không có điểm chung; khoảng cách '
            || replace(coalesce({{ plain('k.gap') }}, 'không tính được'), '.', ',') || '.'
    end as explanation_vi,
    case
        when k.is_conflict then
            a.metric_en || ' (' || a.agency_vi || ', '
            || case
                when a.period_kind = 'stock' then 'as of ' || cast(a.period_end as varchar)
                else cast(a.period_start as varchar) || ' to ' || cast(a.period_end as varchar)
            end
            || '): ' || t.prints_en
            || '. The intervals ' || t.intervals_en || ' have no point in common; gap '
            || coalesce({{ plain('k.gap') }}, 'not computable') || '.'
    end as explanation_en
from keys as k
inner join cited as c on k.observation_no = c.observation_no
inner join sources_of as o on k.observation_no = o.observation_no
left join levels as l on k.observation_no = l.observation_no
left join told as t on k.observation_no = t.observation_no
inner join about as a on k.observation_no = a.observation_no
