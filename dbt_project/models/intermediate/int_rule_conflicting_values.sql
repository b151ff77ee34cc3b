-- Grain: one observation key with two or more current claims, as the rule conflicting_values judged it.
-- A family of intervals has a point in common iff its highest lower end meets its lowest upper end; so one pair tells whether
-- the key is contested. It is a contradiction where two prints of different sentences say the same words of periods that
-- their words or their documents tell; figures that merely were read as one indicator stay undecided.
with claims as (
    select
        r.*,
        row_number() over (partition by r.observation_key order by r.choice_order asc nulls last, r.claim_key asc) as place,
        -- A document that prints a figure again, say in a heading, says it once; the body's own print stands for both.
        row_number() over (
            partition by r.observation_key, r.source_key, r.value, r.lower_bound, r.upper_bound
            order by
                case when r.block_kind in ('headline', 'lead', 'heading', 'caption') then 1 else 0 end asc,
                r.char_start asc,
                r.claim_key asc
        ) as repetition
    from {{ ref('int_claims_ranked') }} as r
),

ends as (
    select
        *,
        row_number() over (
            partition by observation_key
            order by lower_bound desc nulls last, lower_closed asc, place asc
        ) as lower_place,
        row_number() over (
            partition by observation_key
            order by upper_bound asc nulls last, upper_closed asc, place asc
        ) as upper_place
    from claims
),

judged as (
    select
        high.observation_key,
        high.claim_key <> low.claim_key and {{ intervals_miss('high', 'low') }} as is_conflict,
        {{ safely('high.lower_bound - low.upper_bound') }} as gap
    from ends as high
    inner join ends as low on high.observation_key = low.observation_key and low.upper_place = 1
    where high.lower_place = 1
),

contested as (
    -- The claims of contested keys, each with its sentence without figures.
    select
        c.*,
        f.sentence_no,
        f.loose_lower,
        f.loose_lower_closed,
        f.loose_upper,
        f.loose_upper_closed,
        {{ folded('f.metric_phrase') }} as phrase,
        {{ folded("regexp_replace(f.sentence, '[0-9][0-9.,]*', '#', 'g')") }} as frame
    from claims as c
    inner join {{ ref('int_figures') }} as f on c.claim_key = f.claim_key
    inner join judged as j on c.observation_key = j.observation_key and j.is_conflict
),

variants as (
    -- Prints that do not differ in anything that is asked below stand for each other.
    select
        observation_key,
        document,
        sentence_no,
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
        frame,
        min(claim_key) as claim_key,
        list(claim_key) as claim_keys
    from contested
    group by all
),

opposed as (
    -- Two prints that say the same words of the same thing and have no value in common, hedges read generously.
    select
        a.observation_key,
        a.claim_keys || b.claim_keys as claim_keys,
        a.value as a_value,
        b.value as b_value,
        a.is_deprecated or b.is_deprecated as is_deprecated,
        a.document = b.document as is_one_document,
        a.period_kind = 'stock' and (a.vintage is distinct from b.vintage) as is_later_vintage,
        a.period_kind = 'stock' and a.document = b.document as is_said_twice,
        a.period_kind = 'flow' and a.period_basis <> b.period_basis as is_inferred_period
    from variants as a
    inner join variants as b
        on
            a.observation_key = b.observation_key and a.value < b.value
            and (a.document <> b.document or a.sentence_no <> b.sentence_no)
            and {{ intervals_miss('a', 'b') }}
    where
        (
            (a.qualifier = 'exact' and b.qualifier = 'exact')
            or {{ surely_below('a.loose_upper', 'a.loose_upper_closed', 'b.loose_lower', 'b.loose_lower_closed') }}
        )
        and {{ alike('a.phrase', 'b.phrase') }}
        -- An indicator outside the catalogue is known by its words alone: the whole sentence has to be said again.
        and ((a.is_catalogued and b.is_catalogued) or {{ alike('a.frame', 'b.frame') }})
        and a.period_basis in ('own words', 'document')
        and b.period_basis in ('own words', 'document')
        and (a.document <> b.document or (a.period_basis = 'own words' and b.period_basis = 'own words'))
),

keys as (
    select
        j.observation_key,
        j.gap,
        j.is_conflict as is_contested,
        o.observation_key is not null as is_conflict,
        coalesce(o.is_explained, false) as is_explained,
        o.has_later_vintage,
        o.has_inferred_period,
        o.has_unit_slip,
        o.has_misprint
    from judged as j
    left join (
        select
            observation_key,
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
        group by observation_key
    ) as o on j.observation_key = o.observation_key
),

evidence as (
    select distinct
        observation_key,
        unnest(claim_keys) as claim_key
    from opposed
),

opposing as (
    -- Every print of a value that is opposed is cited, also where its own words alone would not have told the conflict.
    select distinct
        c.observation_key,
        c.claim_key
    from evidence as e
    inner join claims as o on e.claim_key = o.claim_key
    inner join claims as c
        on
            o.observation_key = c.observation_key and o.value = c.value
            and o.lower_bound is not distinct from c.lower_bound and o.upper_bound is not distinct from c.upper_bound
),

levels as (
    select
        o.observation_key,
        list(o.claim_key order by o.claim_key) filter (where c.repetition = 1) as cited_keys,
        max(c.value) as largest,
        case
            when count(distinct s.document) = 1 then 1
            when count(distinct coalesce(s.producer, s.publisher, s.document)) = 1 then 2
            else 3
        end as level
    from opposing as o
    inner join claims as c on o.claim_key = c.claim_key
    inner join {{ ref('int_sources') }} as s on c.source_key = s.source_key
    group by o.observation_key
),

cited as (
    select
        observation_key,
        list(claim_key order by claim_key) as claim_keys,
        bool_or(lower_bound is null and upper_bound is null) as has_unknown_bounds,
        case
            when min(document) = max(document) then 1
            when min(source_name) = max(source_name) then 2
            else 3
        end as level
    from (
        select
            c.observation_key,
            c.claim_key,
            c.lower_bound,
            c.upper_bound,
            c.document,
            coalesce(s.producer, s.publisher, s.document) as source_name
        from claims as c
        inner join {{ ref('int_sources') }} as s on c.source_key = s.source_key
    )
    group by observation_key
    having count(*) > 1
),

prints as (
    -- Each different print once, with the documents that carry it.
    select
        observation_key,
        value,
        lower_bound,
        lower_closed,
        upper_bound,
        upper_closed,
        min(quote) as quote,
        array_to_string(list_slice(list(distinct document order by document), 1, 5), ', ')
        || case when count(distinct document) > 5 then ', + ' || cast(count(distinct document) - 5 as varchar) else '' end
            as documents
    from claims
    where claim_key in (select claim_key from opposing)
    group by observation_key, value, lower_bound, lower_closed, upper_bound, upper_closed
),

told as (
    select
        p.observation_key,
        list(distinct p.value order by p.value) as distinct_values,
        string_agg(p.quote || ' (' || p.documents || ')', ' against ' order by p.value, p.lower_bound, p.upper_bound)
            as prints_en,
        string_agg(p.quote || ' (' || p.documents || ')', ' so với ' order by p.value, p.lower_bound, p.upper_bound)
            as prints_vi,
        string_agg({{ interval_text('p', '.', ', ') }}, ' and ' order by p.value, p.lower_bound, p.upper_bound)
            as intervals_en,
        string_agg({{ interval_text('p', ',', '; ') }}, ' và ' order by p.value, p.lower_bound, p.upper_bound)
            as intervals_vi
    from prints as p
    group by p.observation_key
),

about as (
    select
        r.observation_key,
        r.metric_key,
        r.agency_key,
        r.period_kind,
        r.period_start,
        r.period_end,
        m.name_vi as metric_vi,
        coalesce(m.name_en, m.name_vi) as metric_en,
        a.name_vi as agency_vi,
        p.label_vi as period_vi,
        r.metric_key || '.' || r.agency_key || '.' || cast(r.period_end as varchar)
        || '.' || substr(md5(r.observation_key), 1, 10) as key_tail
    from claims as r
    inner join {{ ref('int_metrics') }} as m on r.metric_key = m.metric_key
    inner join {{ ref('int_agencies') }} as a on r.agency_version_key = a.agency_version_key
    inner join {{ ref('int_periods') }} as p on r.period_key = p.period_key
    where r.place = 1
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
    coalesce(l.level, c.level) as level,
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
inner join cited as c on k.observation_key = c.observation_key
left join levels as l on k.observation_key = l.observation_key
left join told as t on k.observation_key = t.observation_key
inner join about as a on k.observation_key = a.observation_key
