"""How long it takes to land and read many pages, beside trafilatura alone on the same pages.

Here: generated pages in the clothes of news sites, the times of landing, reading and doing both again, and of
trafilatura in as many processes. Not here: the extraction of figures.

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
from datetime import UTC, datetime
from pathlib import Path

from orchestration.landing import DEFAULT_MARKERS, Store, land, read_snapshots, snapshots

SECONDS, SECONDS_AGAIN, OVERHEAD = 120.0, 3.0, 0.30
MEMORY = 1024**3
WORKERS = 2
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


def alone(paths: list[str]) -> int:
    """What trafilatura does by itself: a file in; text with tables, title, day and author of its article out."""
    from trafilatura import extract

    return sum(
        len(extract(Path(path).read_bytes(), output_format="json", with_metadata=True, include_comments=False) or "")
        for path in paths
    )


def time_alone(paths: list[str]) -> float:
    """Seconds of trafilatura alone, in as many processes."""
    begun = time.monotonic()
    parts = [paths[start : start + 50] for start in range(0, len(paths), 50)]
    with ProcessPoolExecutor(WORKERS, mp_context=multiprocessing.get_context("spawn")) as pool:
        if sum(pool.map(alone, parts)) == 0:
            raise RuntimeError("trafilatura read nothing")
    return time.monotonic() - begun


def time_ours(raw: Path, store: Store) -> tuple[float, float, int]:
    """Seconds of landing and of reading what is new, and how many documents came out."""
    before = {row["sha256"] for row in store.sightings().to_pylist()}
    begun = time.monotonic()
    land(raw, store, "bench", datetime.now(UTC))
    landed = time.monotonic()
    new = [snapshot for snapshot in snapshots(store.sightings()) if snapshot.sha256 not in before]
    report = read_snapshots(store, new, DEFAULT_MARKERS, "bench", datetime.now(UTC), memory_bytes=MEMORY)
    return landed - begun, time.monotonic() - landed, report.documents.num_rows


def main() -> int:
    """Print the times; 1 when a limit is not held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=5000)
    pages = parser.parse_args().pages
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:WORKERS])
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw"
        raw.mkdir()
        for number in range(pages):
            (raw / f"{number:05}.html").write_text(page(number), encoding="utf-8")
        size = sum(path.stat().st_size for path in raw.iterdir())
        print(f"{pages} pages, {size / 1e6:.1f} MB, {WORKERS} processes")
        reference = time_alone(sorted(map(str, raw.iterdir())))
        store = Store(Path(folder) / "store")
        landing, reading, documents = time_ours(raw, store)
        again = sum(time_ours(raw, store)[:2])
    whole, overhead = landing + reading, (landing + reading) / reference - 1
    main_peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    worker_peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    peak = main_peak + WORKERS * worker_peak
    print(f"trafilatura alone      {reference:7.1f} s")
    print(f"landed                 {landing:7.1f} s")
    print(f"read                   {reading:7.1f} s  ({documents} documents)")
    print(f"landed and read        {whole:7.1f} s  (limit {SECONDS:g} s for 5000 pages)")
    print(f"overhead               {overhead:7.0%}    (limit {OVERHEAD:.0%})")
    print(f"again                  {again:7.1f} s  (limit {SECONDS_AGAIN:g} s)")
    print(f"memory at most         {peak:7.0f} MiB (limit 1024: {main_peak:.0f} here, {worker_peak:.0f} a worker)")
    limits = (whole <= SECONDS * pages / 5000, overhead <= OVERHEAD, again <= SECONDS_AGAIN, peak <= 1024)
    held = documents == pages and all(limits)
    print("all limits held" if held else "A LIMIT IS NOT HELD")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
