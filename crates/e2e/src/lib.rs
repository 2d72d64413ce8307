//! Real clients against the real binary: everything is in `tests/e2e`.
