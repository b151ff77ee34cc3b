"""Documents that gave no claims and sources that fell silent, as checks of a real run."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from orchestration.checks.watch import find_late, late_result
from tests.support.site import SENTENCE, Site, evaluations, new_site, reasons

STEPS = ("snapshots", "documents", "claims")
TODAY = (datetime.now(UTC) + timedelta(hours=7)).date()
BARE = "Trung tâm có thêm xe\n\nXe đến từ sáng, ai muốn đi thì gọi số điện thoại 0913.456.789 để hỏi giờ chạy.\n"

NAMES_ONLY = "Thông báo\n\nHội nghị diễn ra ngày 12/3/2023 theo Nghị định 42/2022/NĐ-CP, có nhiều người dự họp.\n"


def article(day: date, number: int) -> str:
    return f"Tin thứ {'i' * number}\n\nBáo Thử {day:%d/%m/%Y}\n\n" + SENTENCE.format(f"3{number},5%")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Mapping[tuple[str, str], Any]:
    site = new_site(tmp_path_factory.mktemp("watch") / "site")
    for name, last in (("cham", 60), ("deu", 3)):
        for number in range(1, 6):
            day = TODAY - timedelta(days=last + 7 * number - 7)
            site.drop(f"{name}-{number}.txt", article(day, number))
            site.drop(f"{name}-{number}.meta.yaml", f"publisher: Báo {name}\n")
    site.drop("im-lang.txt", BARE)
    site.drop(
        "khong-so.txt",
        "Thông báo\n\nHội nghị diễn ra ngày 12/3/2023 theo Nghị định 42/2022/NĐ-CP, có nhiều người dự họp.\n",
    )
    site.drop("thay-doi.txt", BARE.replace("789", "788"))
    assert site.run(*STEPS).success
    site.drop("thay-doi.txt", "Tin khác\n\n" + SENTENCE.format("40,5%"))
    site.drop("rong.docx", b"no package")
    result = run_with_checks(site)
    assert result.success, reasons(result)
    return evaluations(result)


def run_with_checks(site: Site) -> Any:
    """The three steps with their checks: not the marts, which take time and are asked elsewhere."""
    import dagster as dg

    from orchestration.definitions import build_definitions

    selection = dg.AssetSelection.assets(*STEPS)
    definitions = dg.Definitions.merge(
        build_definitions(site.paths),
        dg.Definitions(jobs=[dg.define_asset_job("watched", selection, executor_def=dg.in_process_executor)]),
    )
    with site.instance() as instance:
        return definitions.resolve_job_def("watched").execute_in_process(instance=instance, raise_on_error=False)


def rows(evaluation: Any) -> list[dict[str, Any]]:
    return [dict(record.data) for record in evaluation.metadata["rows"].value.records]


def test_a_document_with_figures_and_no_claim_is_told(found: Mapping[tuple[str, str], Any]) -> None:
    evaluation = found["claims", "silent_documents"]
    assert not evaluation.passed
    assert evaluation.severity.value == "WARN"
    (row,) = rows(evaluation)
    assert (row["document"], row["figures"]) == ("im-lang", "1")
    assert row["what_to_do"].startswith("make explain-doc FILE=")
    assert evaluation.metadata["silent_documents"].value == 1


def test_a_source_that_is_late_against_its_own_rhythm_is_told(found: Mapping[tuple[str, str], Any]) -> None:
    evaluation = found["documents", "late_sources"]
    assert not evaluation.passed
    assert evaluation.severity.value == "WARN"
    (row,) = rows(evaluation)
    assert (row["publisher"], row["usual_days"]) == ("Báo cham", "7")
    assert row["last"] == f"{TODAY - timedelta(days=60):%Y-%m-%d}"


def test_what_failed_in_the_last_run_is_counted(found: Mapping[tuple[str, str], Any]) -> None:
    evaluation = found["snapshots", "landing_outcomes"]
    assert not evaluation.passed
    assert evaluation.metadata["failed_in_the_last_run"].value == 1


def test_the_latest_come_first_and_nothing_late_passes() -> None:
    start = date(2024, 1, 1)
    weekly = [start + timedelta(days=7 * number) for number in range(5)]
    daily = [start + timedelta(days=number) for number in range(5)]
    found = find_late({"w": weekly, "d": daily, "few": daily[:2]}, date(2024, 6, 1))
    assert [name for name, _ in found] == ["d", "w"]
    assert not late_result(found).passed
    assert late_result([]).passed
