//! IAM's pages: `Marker`, `MaxItems`, `IsTruncated`.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use service::Result;
use shape::{ApiError, framework};

/// Which page is asked for.
pub(crate) struct Asked {
    after: Option<String>,
    items_max: usize,
}

/// What there is of it.
pub(crate) struct Page<T> {
    pub items: Vec<T>,
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
}

impl Asked {
    /// # Errors
    /// ValidationError for a marker that nobody gave out.
    pub(crate) fn new(marker: Option<&str>, max_items: Option<i32>) -> Result<Asked, ApiError> {
        let decoded = marker.map(|marker| {
            let bytes = BASE64_URL_SAFE_NO_PAD.decode(marker).ok();
            bytes
                .and_then(|bytes| String::from_utf8(bytes).ok())
                .ok_or_else(|| framework::VALIDATION_EXCEPTION.with(format!("Invalid Marker: {marker}")))
        });
        let default = limits::iam::LIST_PAGE_ITEMS.as_usize();
        Ok(Asked {
            after: decoded.transpose()?,
            items_max: max_items.and_then(|items| usize::try_from(items).ok()).unwrap_or(default),
        })
    }

    /// Takes the page out of everything, which comes in the order of its keys.
    pub(crate) fn of<T>(&self, all: impl Iterator<Item = Result<(String, T)>>) -> Result<Page<T>> {
        let mut items = Vec::new();
        let mut last = None;
        for row in all {
            let (key, item) = row?;
            if self.after.as_ref().is_some_and(|after| key <= *after) {
                continue;
            }
            if items.len() == self.items_max {
                let marker = last.map(|last: String| BASE64_URL_SAFE_NO_PAD.encode(last));
                return Ok(Page { items, is_truncated: Some(true), marker });
            }
            items.push(item);
            last = Some(key);
        }
        Ok(Page { items, is_truncated: Some(false), marker: None })
    }

    /// As [`Asked::of`], over what is at hand.
    pub(crate) fn of_keyed<'a, K: AsRef<str> + 'a, T>(
        &self,
        all: impl Iterator<Item = K>,
        item: impl Fn(&str) -> T,
    ) -> Result<Page<T>> {
        self.of(all.map(|key| Ok((key.as_ref().to_owned(), item(key.as_ref())))))
    }
}
