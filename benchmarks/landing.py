"""How long it takes to land and read many pages, beside trafilatura alone on the same pages.

Here: generated pages in the clothes of news sites, the times of landing, reading and doing both again, and of
trafilatura in as many processes. Not here: the extraction of figures.

Two baselines are printed. `same work` is trafilatura as it comes, doing what landing does: a file in, the main content
with its tables and the page's metadata out. `fast mode` is the same without its fallback extractors; our reader runs
it so inside, and puts its own cutting in their place. The limit of the overhead is held against `same work`.

Usage: python -m benchmarks.landing [--pages 5000]. Ends with 1 when a limit is not held.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import resource
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from orchestration.landing import DEFAULT_MARKERS, Store, land, read_snapshots, snapshots

SECONDS, SECONDS_AGAIN, OVERHEAD = 120.0, 3.0, 0.30
MEMORY = 1024**3
WORKERS = 2
#: The share of the processors' time that the processes of a quiet machine get.
QUIET = 0.75
_PLACES = "Bến Cát,Đồng Hới,Sơn Trà,Lý Sơn,Cần Giờ,Vân Đồn,Phú Quý,Côn Đảo,Cô Tô,Kiên Hải".split(",")
_SUBJECTS = "hồ sơ,thủ tục,văn bản,lượt người,cuộc họp,dịch vụ,kiến nghị,quyết định".split(",")
_VERBS = "đã giải quyết,tiếp nhận,công bố,rà soát,số hóa,chuyển cho các xã,trả đúng hạn".split(",")
_TAILS = (
    "tăng so với cùng kỳ năm trước.",
    "trong đó phần lớn được nộp qua mạng.",
    "theo báo cáo của văn phòng huyện gửi về tỉnh vào cuối tuần.",
    "còn lại đang được các phòng chuyên môn xem xét.",
    "và sẽ được công khai trên trang thông tin của huyện trong tháng tới.",
)


def sentence(chance: random.Random) -> str:
    """A sentence with a figure."""
    number = f"{chance.randrange(10, 99)},{chance.randrange(10, 99)}%"
    count = f"{chance.randrange(1, 9)}.{chance.randrange(100, 999)}"
    return (
        f"Trong {chance.randrange(2, 12)} tháng đầu năm, huyện {chance.choice(_PLACES)} {chance.choice(_VERBS)} "
        f"{count} {chance.choice(_SUBJECTS)}, đạt {number}, {chance.choice(_TAILS)}"
    )


def page(number: int) -> str:
    """A whole page: menu, share bar, article, table on some, lists of other articles, footer."""
    chance = random.Random(number)
    title = f"{chance.choice(_PLACES)} tổng kết việc thứ {number} về cải cách hành chính"
    menu = "".join(f'<li><a href="/{i}">Chuyên mục {i}</a></li>' for i in range(30))
    body = "".join(
        f"<p>{' '.join(sentence(chance) for _ in range(chance.randrange(2, 5)))}</p>"
        for _ in range(chance.randrange(8, 16))
    )
    rows = "".join(
        f"<tr><td>{place}</td><td>{chance.randrange(100, 999)}</td><td>{chance.randrange(10, 99)}%</td></tr>"
        for place in _PLACES[:6]
    )
    table = f"<table><tr><th>Huyện</th><th>Hồ sơ</th><th>Tỷ lệ</th></tr>{rows}</table>" if number % 5 == 0 else ""
    others = "".join(
        f'<li><a href="/bai-{i}.html">{chance.choice(_PLACES)} có thêm tin thứ {i} trong ngày hôm nay</a></li>'
        for i in range(12)
    )
    return (
        f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{title} | Báo Thử</title>'
        f'<meta property="og:title" content="{title}"><script>var a = {{}};</script></head><body>'
        f'<header><nav><ul>{menu}</ul></nav></header><div class="main"><h1>{title}</h1>'
        f'<span class="time">08:15, {chance.randrange(1, 28):02}/03/2024</span><div class="share">Chia sẻ</div>'
        f'<div class="detail">{body}{table}</div><div class="tin-lien-quan"><h3>Tin liên quan</h3><ul>{others}</ul>'
        f"</div></div><footer>Bản quyền thuộc Báo Thử. Điện thoại: 0200 000 000</footer></body></html>"
    )


def alone(is_fast: bool, paths: list[str]) -> int:
    """What trafilatura does by itself: a file in; text with tables, title, day and author of its article out."""
    from trafilatura import extract

    settings = {"output_format": "json", "with_metadata": True, "include_comments": False, "fast": is_fast}
    return sum(len(extract(Path(path).read_bytes(), **settings) or "") for path in paths)


def processor_seconds() -> float:
    """Processor time of this process and of its children that have ended: what others on the machine do not change."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def time_alone(paths: list[str], is_fast: bool) -> tuple[float, float]:
    """Seconds and processor seconds of trafilatura alone, in as many processes."""
    begun, used = time.monotonic(), processor_seconds()
    parts = [paths[start : start + 50] for start in range(0, len(paths), 50)]
    with ProcessPoolExecutor(WORKERS, mp_context=multiprocessing.get_context("spawn")) as pool:
        if sum(pool.map(partial(alone, is_fast), parts)) == 0:
            raise RuntimeError("trafilatura read nothing")
    return time.monotonic() - begun, processor_seconds() - used


def time_ours(raw: Path, store: Store) -> tuple[float, float, int]:
    """Seconds of landing and of reading what is new, and how many documents came out."""
    before = {row["sha256"] for row in store.sightings().to_pylist()}
    begun = time.monotonic()
    land(raw, store, "bench", datetime.now(UTC))
    landed = time.monotonic()
    new = [snapshot for snapshot in snapshots(store.sightings()) if snapshot.sha256 not in before]
    report = read_snapshots(store, new, DEFAULT_MARKERS, "bench", datetime.now(UTC), memory_bytes=MEMORY)
    return landed - begun, time.monotonic() - landed, report.documents.num_rows


@dataclass(frozen=True)
class Measured:
    """Times as (seconds by the clock, seconds of processors); memory in MiB."""

    pages: int
    same_work: tuple[float, float]
    fast_mode: tuple[float, float]
    ours: tuple[float, float]
    landing: float
    documents: int
    again: float
    memory: tuple[float, float]  # of this process, of the largest worker

    @property
    def is_quiet(self) -> bool:
        """Whether the processes had the processors to themselves."""
        return self.same_work[1] + self.ours[1] >= QUIET * WORKERS * (self.same_work[0] + self.ours[0])

    def over(self, baseline: tuple[float, float]) -> tuple[float, float]:
        """How much more we take than a baseline, by the clock and of processor time."""
        return self.ours[0] / baseline[0] - 1, self.ours[1] / baseline[1] - 1


def measure(pages: int) -> Measured:
    """Both baselines and ours over generated pages in a temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw"
        raw.mkdir()
        for number in range(pages):
            (raw / f"{number:05}.html").write_text(page(number), encoding="utf-8")
        size, load = sum(path.stat().st_size for path in raw.iterdir()), os.getloadavg()[0]
        print(f"{pages} pages, {size / 1e6:.1f} MB, {WORKERS} processes, load {load:.1f} before the start")
        paths = sorted(map(str, raw.iterdir()))
        same_work, fast_mode = time_alone(paths, False), time_alone(paths, True)
        store = Store(Path(folder) / "store")
        used = processor_seconds()
        landing, reading, documents = time_ours(raw, store)
        ours = (landing + reading, processor_seconds() - used)
        again = sum(time_ours(raw, store)[:2])
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    here, worker = (resource.getrusage(kind).ru_maxrss / 1024 for kind in kinds)
    return Measured(pages, same_work, fast_mode, ours, landing, documents, again, (here, worker))


def report(found: Measured) -> bool:
    """Print the times and the verdict; whether every limit is held."""

    def shown(seconds: tuple[float, float]) -> str:
        return f"{seconds[0]:7.1f} s {seconds[1]:7.1f} s"

    print("seconds: by the clock, and of processors (which others on the machine do not change)")
    print("baselines: trafilatura alone, a file in, text and metadata out")
    print(f"  same work            {shown(found.same_work)}  (as it comes: main content with tables, metadata)")
    print(f"  fast mode            {shown(found.fast_mode)}  (the same without its fallback extractors)")
    print("ours: kept, recorded, read, cut and labelled, in the columns of documents")
    parts = f"landed {found.landing:.1f}, read {found.ours[0] - found.landing:.1f}: {found.documents} documents"
    print(f"  landed and read      {shown(found.ours)}  ({parts})")
    clock, processors = found.over(found.same_work)
    peak = found.memory[0] + WORKERS * found.memory[1]
    limits = {
        "landed and read": (found.ours[0], SECONDS * found.pages / 5000, "s"),
        "again": (found.again, SECONDS_AGAIN, "s"),
        "over same work": (100 * (clock if found.is_quiet else processors), 100 * OVERHEAD, "%"),
        "memory at most": (peak, MEMORY >> 20, "MiB"),
        "pages not read": (found.pages - found.documents, 0, ""),
    }
    print("verdict:")
    for name, (value, most, unit) in limits.items():
        print(f"  {name:<20} {value:7.1f} {unit:<3}  limit {most:g} {unit}: {'held' if value <= most else 'NOT HELD'}")
    said = "by the clock" if found.is_quiet else "by processor time, as others kept the machine busy"
    print(f"  over same work is judged {said}: {clock:+.0%} by the clock, {processors:+.0%} of processor time")
    clock, processors = found.over(found.fast_mode)
    print(f"  over fast mode, which ours runs inside: {clock:+.0%} by the clock, {processors:+.0%} of processor time")
    held = all(value <= most for value, most, _ in limits.values())
    print("all limits held" if held else "A LIMIT IS NOT HELD")
    return held


def main() -> int:
    """Print the times; 1 when a limit is not held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=5000)
    pages = parser.parse_args().pages
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:WORKERS])
    return 0 if report(measure(pages)) else 1


if __name__ == "__main__":
    sys.exit(main())
