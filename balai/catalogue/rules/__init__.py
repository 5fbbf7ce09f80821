"""Decisions about listings, from plain values."""

from balai.catalogue.rules.drafts import (
    LABELS,
    PARTS,
    REQUIRED,
    SAVES_KEPT,
    Content,
    Saving,
    answers_of,
    check_answers,
    clashing,
    content_with,
    crossed,
    fault_of_sectors,
    label_of,
    same_answer,
    without_english,
    written_over,
)
from balai.catalogue.rules.naming import as_name, as_number
from balai.catalogue.rules.prices import (
    PRICE_IS_CURRENT_FOR,
    Price,
    PriceLine,
    asks_price,
    current_until,
    is_price_current,
    kind_title,
    price_line,
    shows_price,
    whole_rupiah,
)
from balai.catalogue.rules.reviews import AT_WORK, REVIEWERS, WRITERS

__all__ = [
    "AT_WORK", "LABELS", "PARTS", "PRICE_IS_CURRENT_FOR", "REQUIRED", "REVIEWERS", "SAVES_KEPT",
    "WRITERS", "Content", "Price", "PriceLine", "Saving", "answers_of", "as_name", "as_number",
    "asks_price", "check_answers", "clashing", "content_with", "crossed", "current_until",
    "fault_of_sectors", "is_price_current", "kind_title", "label_of", "price_line", "same_answer",
    "shows_price", "whole_rupiah", "without_english", "written_over",
]  # fmt: skip
