"""When new files start a refresh.

Here: the sensor of the inbox and what it remembers between two looks. Not here: when a file is whole
(`landing.settled`), the job (`orchestration.schedules`).
"""

# Annotations are not postponed here: Dagster reads those of decorated functions.

import hashlib
import json
from collections.abc import Mapping

import dagster as dg

from orchestration.landing import InboxError
from orchestration.landing.settled import FileFacts, has_news, look, unsettled
from orchestration.resources import Folders
from orchestration.schedules import refresh

SECONDS = 30


@dg.sensor(
    name="inbox_sensor",
    job=refresh,
    minimum_interval_seconds=SECONDS,
    default_status=dg.DefaultSensorStatus.STOPPED,
    description="Starts a refresh once new or changed files of the inbox are whole: as they were at the look before.",
)
def inbox_sensor(context: dg.SensorEvaluationContext, folders: Folders) -> dg.SensorResult:
    """Look at the inbox; ask for a run when there is news and nobody is writing any more."""
    before, done = read_cursor(context.cursor)
    try:
        now = look(folders.paths.raw)
    except InboxError as error:
        return dg.SensorResult(skip_reason=str(error), cursor=context.cursor)
    if not has_news(now, done):
        return dg.SensorResult(skip_reason="Nothing new in the inbox.", cursor=write_cursor(now, done))
    waiting = unsettled(now, before, done)
    if waiting:
        names = ", ".join(waiting[:5])
        reason = f"{len(waiting)} files may still be written: {names}"
        return dg.SensorResult(skip_reason=reason, cursor=write_cursor(now, done))
    cursor = write_cursor(now, now)
    run_key = hashlib.sha256(cursor.encode()).hexdigest()
    return dg.SensorResult(run_requests=[dg.RunRequest(run_key=run_key)], cursor=cursor)


def read_cursor(cursor: str | None) -> tuple[dict[str, FileFacts], dict[str, FileFacts]]:
    """(files at the look before, files for which a run was asked); both empty at first, or when nothing is known."""
    try:
        state = json.loads(cursor or "{}")
        parts = [{name: FileFacts(*facts) for name, facts in state.get(key, {}).items()} for key in ("seen", "done")]
    except (ValueError, TypeError, AttributeError):
        return {}, {}
    return parts[0], parts[1]


def write_cursor(seen: Mapping[str, FileFacts], done: Mapping[str, FileFacts]) -> str:
    """What `read_cursor` reads again."""
    state = {
        key: {name: [facts.size, facts.changed_at] for name, facts in sorted(files.items())}
        for key, files in (("seen", seen), ("done", done))
    }
    return json.dumps(state, ensure_ascii=False)
