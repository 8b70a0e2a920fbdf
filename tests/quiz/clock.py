"""A fixed moment for tests."""

from __future__ import annotations

from datetime import UTC, datetime

START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
