"""One writer per warehouse, in other processes too."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from orchestration.lock import WarehouseBusyError, WarehouseLock, read_holder

HOLD = """
import sys
from pathlib import Path
from orchestration.lock import WarehouseLock
lock = WarehouseLock(Path(sys.argv[1]), "run-of-the-other")
lock.acquire()
print("held", flush=True)
sys.stdin.read()
"""

FORK_AND_DIE = """
import os, signal, sys
from pathlib import Path
from orchestration.lock import WarehouseLock
lock = WarehouseLock(Path(sys.argv[1]), "run-of-the-parent")
lock.acquire()
if os.fork() == 0:
    print("child", flush=True)
    sys.stdin.read()
    os._exit(0)
os.kill(os.getpid(), signal.SIGKILL)
"""


def start(script: str, warehouse: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, str(warehouse)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_a_second_process_fails_at_once_and_says_who_writes(tmp_path: Path) -> None:
    with start(HOLD, tmp_path) as process:
        try:
            assert first_line(process) == "held"
            with pytest.raises(WarehouseBusyError, match=rf"run-of-the-other \(process {process.pid} ") as error:
                WarehouseLock(tmp_path, "mine").acquire()
            assert error.value.holder is not None
            assert error.value.holder.pid == process.pid
        finally:
            process.kill()
    with WarehouseLock(tmp_path, "mine"):
        holder = read_holder(tmp_path)
    assert holder is not None
    assert (holder.run_id, holder.pid) == ("mine", os.getpid())


def test_two_locks_of_one_process_keep_each_other_out(tmp_path: Path) -> None:
    with WarehouseLock(tmp_path, "first"):
        with pytest.raises(WarehouseBusyError, match="first"):
            WarehouseLock(tmp_path, "second").acquire()
        assert read_holder(tmp_path).run_id == "first"  # type: ignore[union-attr]
    WarehouseLock(tmp_path, "third").acquire()


def test_a_forked_worker_that_outlives_its_parent_holds_nothing(tmp_path: Path) -> None:
    with start(FORK_AND_DIE, tmp_path) as process:
        assert first_line(process) == "child"
        process_status = os.waitpid(process.pid, 0)[1]
        process.returncode = -os.WTERMSIG(process_status)
        with WarehouseLock(tmp_path, "mine"):
            pass
        assert process.stdin is not None
        process.stdin.close()
        assert process.stdout is not None
        process.stdout.read()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"pid": 1}'])
def test_a_holder_file_that_tells_nothing_is_no_obstacle(tmp_path: Path, content: str) -> None:
    (tmp_path / ".lock").write_text(content, encoding="utf-8")
    assert read_holder(tmp_path) is None
    with WarehouseLock(tmp_path, "mine"):
        pass
