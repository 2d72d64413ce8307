//! Lists, a page at a time. A marker is what the last row of a page was, behind base64: opaque to the caller, and
//! still good when that row is gone.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use model::lambda::errors::INVALID_PARAMETER_VALUE_EXCEPTION;
use serde::{Serialize, de::DeserializeOwned};
use shape::ApiError;

/// What the caller asked for.
pub(crate) struct Ask<K> {
    /// The page begins after this.
    pub after: Option<K>,
    pub count: usize,
}

impl<K: Serialize + DeserializeOwned> Ask<K> {
    /// Of `max_items`, at most `page_max`.
    ///
    /// # Errors
    /// 400 for a marker that no page has ended with. (AWS's text: unsure)
    pub(crate) fn new(
        marker: Option<&str>,
        max_items: Option<i32>,
        page_max: usize,
    ) -> Result<Ask<K>, ApiError> {
        let asked = max_items.and_then(|items| usize::try_from(items).ok());
        let after = marker.filter(|marker| !marker.is_empty()).map(decode).transpose()?;
        Ok(Ask { after, count: asked.unwrap_or(page_max).min(page_max) })
    }

    /// How many rows to look for: one more than a page has tells that there is another page.
    pub(crate) fn rows(&self) -> usize {
        self.count + 1
    }

    /// Cuts the rows to a page, and makes the marker of the next one.
    pub(crate) fn cut<T>(&self, rows: &mut Vec<T>, key: impl Fn(&T) -> K) -> Option<String> {
        let more = rows.len() > self.count;
        rows.truncate(self.count);
        rows.last().filter(|_| more).map(|last| encode(&key(last)))
    }
}

fn encode<K: Serialize>(key: &K) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(serde_json::to_vec(key).expect("a key is text and numbers"))
}

fn decode<K: DeserializeOwned>(marker: &str) -> Result<K, ApiError> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(marker).ok();
    bytes
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .ok_or_else(|| INVALID_PARAMETER_VALUE_EXCEPTION.with("The marker is not valid."))
}
