"""`python -m bench --profiles 1000000`: populate once, measure, say, keep."""

import argparse
import os
import random
import sys
from contextlib import nullcontext
from importlib import import_module
from typing import Any

from bench.place import HOME, Place, machine

# What is measured alone, and its module.
PARTS = {"factors": "factors", "exports": "exports", "imports": "imports", "api": "programs"}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--profiles", type=int, default=1_000_000)
    parser.add_argument(
        "--growth", action="store_true", help="compare with an earlier, smaller run"
    )
    parser.add_argument(
        "--pages", action="store_true", help="only what each page costs the web server"
    )
    parser.add_argument(
        "--deliveries", action="store_true", help="only how soon people are told, with the demo"
    )
    parser.add_argument("--events", type=int, default=10_000, help="events of the burst")
    parser.add_argument(
        "--factors", action="store_true", help="only what 200 trigger factors cost"
    )
    parser.add_argument(
        "--exports", action="store_true", help="only what a list of 100,000 rows costs as a file"
    )
    parser.add_argument(
        "--imports", action="store_true", help="only what an import of 10,000 people takes"
    )
    parser.add_argument(
        "--api", action="store_true", help="only what calls of the API cost beside their pages"
    )
    parser.add_argument("--only", default="", help="measure only what has these words in its name")
    parser.add_argument("--seconds", type=float, default=12, help="a design's turn in a cell")
    chosen = parser.parse_args()
    if chosen.deliveries:
        return measure_deliveries(chosen.events)
    place = Place(chosen.profiles)
    load = " ".join(f"{part:.1f}" for part in os.getloadavg())
    is_copied = chosen.exports or chosen.imports or chosen.api
    with place.open() as populate, place.copied() if is_copied else nullcontext():
        import django

        django.setup()
        results: dict[str, Any] = {
            "machine": machine(),
            "settings": place.settings(),
            "profiles": chosen.profiles,
            "size": place.size(),
            "load": load,
            "populate": populate,
        }
        if part := part_of(chosen):
            results |= measure_part(part)
        else:
            results |= (
                measure_pages(chosen.only)
                if chosen.pages
                else measure(chosen.only, chosen.seconds)
            )
        results["load"] += f", after: {os.getloadavg()[1]:.1f}"
    return say(results, chosen)


def measure(only: str, seconds: float) -> dict[str, Any]:
    from bench import cells, people, web

    rng = random.Random(20260105)  # noqa: S311 - who is asked about, not a secret
    found = []

    def run(cell: Any) -> None:
        if only in cell.name and cell.cases:
            cell.run(rng, seconds)
            found.append(cell.result())
            print(f"  {cell.name}, {cell.kind}: {found[-1]['product']['p50']:.2f} ms", flush=True)

    by_kind = cells.cases_by_kind(rng)
    for cell in cells.all_cells(by_kind, rng):
        run(cell)
    with web.servers(HOME) as (site, quiet):
        for kind, some in by_kind.items():
            for cell in web.pages(site, quiet, kind, some):
                run(cell)
        for cell in web.long_pages(site, quiet, people.at_length(rng)):
            run(cell)
    from bench.report import today

    return {
        "date": today(),
        "rows": cells.contents(),
        "cells": found,
    }


def measure_pages(only: str) -> dict[str, Any]:
    from bench import pages
    from bench.report import today

    rng = random.Random(20260105)  # noqa: S311 - who is asked about, not a secret
    return {"date": today(), **pages.measure(HOME, rng, only)}


def measure_deliveries(events: int) -> int:
    from bench import deliveries
    from bench.report import keep, today

    place = deliveries.DemoPlace()
    load = " ".join(f"{part:.1f}" for part in os.getloadavg())
    with place.open():
        import django

        django.setup()
        results = {
            "date": today(),
            "machine": machine(),
            "settings": place.settings(),
            "profiles": events,  # the size in the name of the file
            **deliveries.measure(place.postgres.url("app", place.database), events),
            "load": f"{load}, after: {os.getloadavg()[1]:.1f}",
        }
    print(deliveries.markdown(results))
    if events >= 10_000:
        print(f"Kept in {keep(results, 'deliveries', deliveries.markdown)}")
    return 0


def part_of(chosen: argparse.Namespace) -> str:
    """What is measured alone, in a module of its own."""
    return next((name for name in PARTS if getattr(chosen, name)), "")


def measure_part(name: str) -> dict[str, Any]:
    from bench.report import today

    rng = random.Random(20260105)  # noqa: S311 - who is asked about, not a secret
    return {"date": today(), **import_module(f"bench.{PARTS[name]}").measure(rng)}


def say(results: dict[str, Any], chosen: argparse.Namespace) -> int:
    from bench import pages, report

    if part := part_of(chosen):
        worded = import_module(f"bench.{PARTS[part]}").markdown
        print(worded(results))
        print(f"Kept in {report.keep(results, part, worded)}")
        return 0
    if chosen.pages:
        print(pages.markdown(results))
        if chosen.only:
            return 0
        print(f"Kept in {report.keep(results, 'pages', pages.markdown)}")
        return 0
    if chosen.growth:
        results["growth"] = report.growth(results)
    print(report.markdown(results))
    if not chosen.only:
        print(f"Kept in {report.keep(results)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
