-- Grain: one observation and one later statement of it that changes the value: a later vintage among the current snapshots,
-- or another state of one page.
with best as (
    select
        claim_no,
        observation_no,
        vintage,
        value,
        row_number() over (partition by observation_no, vintage order by choice_order) as place
    from {{ ref('int_claims_ranked') }}
    where not is_deprecated and vintage is not null
),

numbered as (
    select
        *,
        row_number() over by_vintage as vintage_number,
        lag(claim_no) over by_vintage as previous_claim_no,
        lag(vintage) over by_vintage as previous_vintage_date,
        lag(value) over by_vintage as previous_value,
        first_value(vintage) over by_vintage as first_vintage_date,
        first_value(value) over by_vintage as first_value,
        last_value(value) over all_vintages as current_value,
        last_value(vintage) over all_vintages as current_vintage_date
    from best
    where place = 1
    window
        by_vintage as (partition by observation_no order by vintage),
        all_vintages as (partition by observation_no order by vintage rows between unbounded preceding and unbounded following)
),

vintages as (
    select
        n.*,
        p.observation_key,
        p.observed_metric_key as metric_key,
        p.agency_version_key,
        p.period_key,
        p.claim_key,
        p.source_key,
        p.document,
        b.claim_key as previous_claim_key,
        b.source_key as previous_source_key,
        b.document as previous_document
    from numbered as n
    inner join {{ ref('int_claims_placed') }} as p on n.claim_no = p.claim_no
    inner join {{ ref('int_claims_placed') }} as b on n.previous_claim_no = b.claim_no
    where n.value <> n.previous_value
),

changed_pages as (
    select page
    from {{ ref('int_sources') }}
    group by page
    having count(*) > 1
),

stated as (
    -- What each snapshot of a page states of an observation, withdrawn ones aside.
    select
        p.history_key as observation_key,
        p.observed_metric_key as metric_key,
        p.agency_version_key,
        p.period_key,
        p.claim_key,
        p.source_key,
        p.value,
        p.char_start,
        s.page,
        coalesce(p.vintage_used, cast(s.last_seen_at + interval 7 hours as date)) as vintage,
        dense_rank() over (partition by p.history_key, s.page order by s.page_number) as state_number
    from {{ ref('int_claims_placed') }} as p
    inner join {{ ref('int_sources') }} as s on p.source_key = s.source_key
    inner join changed_pages as c on s.page = c.page
    where p.history_key is not null
),

states as (
    select distinct
        observation_key,
        page,
        state_number
    from stated
),

replaced as (
    -- Figures that one state of a page has and the state before or behind it has not; the last in the text stands for all.
    select
        a.*,
        b.state_number > a.state_number as is_before,
        least(a.state_number, b.state_number) as edit_number,
        row_number() over (
            partition by a.observation_key, a.page, a.state_number, b.state_number
            order by a.char_start desc, a.claim_key asc
        ) as place
    from stated as a
    inner join states as b
        on a.observation_key = b.observation_key and a.page = b.page and abs(a.state_number - b.state_number) = 1
    where not exists (
        select 1
        from stated as c
        where
            c.observation_key = b.observation_key
            and c.page = b.page
            and c.state_number = b.state_number
            and c.value = a.value
    )
),

edits as (
    select
        n.*,
        o.claim_key as previous_claim_key,
        o.source_key as previous_source_key,
        o.vintage as previous_vintage_date,
        o.value as previous_value,
        first_value(o.vintage) over by_edit as first_vintage_date,
        first_value(o.value) over by_edit as first_value,
        last_value(n.value) over by_edit as current_value,
        last_value(n.vintage) over by_edit as current_vintage_date
    from replaced as n
    inner join replaced as o
        on
            n.observation_key = o.observation_key
            and n.page = o.page
            and n.edit_number = o.edit_number
            and o.is_before
            and o.place = 1
    where not n.is_before and n.place = 1
    window
        by_edit as (
            partition by n.observation_key, n.page
            order by n.edit_number rows between unbounded preceding and unbounded following
        )
),

changes as (
    select
        observation_key,
        case when document = previous_document then 'later_in_document' else 'later_publication' end as cause,
        vintage_number,
        metric_key,
        agency_version_key,
        period_key,
        vintage as vintage_date,
        value,
        claim_key,
        source_key,
        previous_vintage_date,
        previous_value,
        previous_claim_key,
        previous_source_key,
        first_vintage_date,
        first_value,
        current_vintage_date,
        current_value
    from vintages
    union all by name
    select
        observation_key,
        'edited_page' as cause,
        edit_number + 1 as vintage_number,
        metric_key,
        agency_version_key,
        period_key,
        vintage as vintage_date,
        value,
        claim_key,
        source_key,
        previous_vintage_date,
        previous_value,
        previous_claim_key,
        previous_source_key,
        first_vintage_date,
        first_value,
        current_vintage_date,
        current_value
    from edits
)

select
    observation_key,
    cause,
    vintage_number,
    metric_key,
    agency_version_key,
    period_key,
    vintage_date,
    value,
    claim_key,
    source_key,
    previous_vintage_date,
    previous_value,
    previous_claim_key,
    previous_source_key,
    first_vintage_date,
    first_value,
    {{ safely('value - previous_value') }} as change,
    {{ safely('value - first_value') }} as change_since_first,
    current_vintage_date,
    current_value,
    {{ safely('current_value - first_value') }} as revision
from changes
order by observation_key, cause, claim_key
