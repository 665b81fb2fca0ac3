"""What the log calls statistics."""

from audit.vocabulary import group, looks, pages

STATISTICS = group("statistics", "Statistics", order=87)

looks("statistics", "statistics", group=STATISTICS)
pages({"statistics.view": "statistics"})
