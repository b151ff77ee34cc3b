"""The sensor that tells what a publish found.

Here: when findings are told, and that each is told once. Not here: what is told and how (`finding_news`).
"""

# Annotations are not postponed here: Dagster reads those of decorated functions.

import os

import dagster as dg

from orchestration.finding_news import WEBHOOK, NotToldError, line_of, news_since, post
from orchestration.resources import Folders


@dg.sensor(
    name="new_findings",
    minimum_interval_seconds=60,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description=f"After each publish tells the findings that are new, in the log and to the address in {WEBHOOK}.",
)
def new_findings(context: dg.SensorEvaluationContext, folders: Folders) -> dg.SkipReason:
    """Tell the news of a publish once; what a webhook did not take is told again."""
    news = news_since(folders.paths.warehouse, context.cursor)
    if news is None:
        return dg.SkipReason("Nothing was published since the last look.")
    for finding in news.findings:
        context.log.warning(line_of(finding))
    address = os.environ.get(WEBHOOK)
    if address and news.findings:
        try:
            post(address, news)
        except NotToldError as error:
            context.log.error(str(error))
            return dg.SkipReason(str(error))
    context.update_cursor(news.build_id)
    return dg.SkipReason(f"{len(news.findings)} new findings in {news.build_id}.")
