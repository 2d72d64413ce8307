//! Addresses that let in whoever has them, for a while, as presigned URLs of S3 do.

use crate::hash::{hex, hmac, same};
use clock::Timestamp;
use std::time::Duration;

/// Makes and judges such addresses, which are good for as long as this lives.
pub struct Addresses {
    key: [u8; 32],
}

/// Why an address lets nobody in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// It was not made here, or somebody has changed it.
    NotOurs,
    Expired,
}

impl Addresses {
    pub fn new(key: [u8; 32]) -> Addresses {
        Addresses { key }
    }

    /// `path`, and the query that opens it from `now` on (host time).
    pub fn open(&self, path: &str, now: Timestamp, lasts: Duration) -> String {
        let expires = (now + lasts).as_secs().to_string();
        format!("{path}?Expires={expires}&Signature={}", self.signature(path, &expires))
    }

    /// Whether `query` opens `path` at this moment (host time).
    ///
    /// # Errors
    /// [`Unfit`].
    pub fn admits(&self, path: &str, query: &str, now: Timestamp) -> Result<(), Unfit> {
        let rest = query.strip_prefix("Expires=").ok_or(Unfit::NotOurs)?;
        let (expires, signature) = rest.split_once("&Signature=").ok_or(Unfit::NotOurs)?;
        if !same(self.signature(path, expires).as_bytes(), signature.as_bytes()) {
            return Err(Unfit::NotOurs);
        }
        let expires: i64 = expires.parse().map_err(|_| Unfit::NotOurs)?;
        if now.as_secs() < expires { Ok(()) } else { Err(Unfit::Expired) }
    }

    fn signature(&self, path: &str, expires: &str) -> String {
        hex(&hmac(&self.key, &[expires.as_bytes(), b"\n", path.as_bytes()]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_opens_its_path_until_it_expires() {
        let ours = Addresses::new([1; 32]);
        let at = Timestamp::from_secs;
        let address = ours.open("/a.zip", at(1_000), Duration::from_secs(600));
        let (path, query) = address.split_once('?').unwrap();
        assert_eq!(path, "/a.zip");
        assert_eq!(ours.admits(path, query, at(1_599)), Ok(()));
        assert_eq!(ours.admits(path, query, at(1_600)), Err(Unfit::Expired));
        assert_eq!(ours.admits("/b.zip", query, at(1_000)), Err(Unfit::NotOurs));
        assert_eq!(Addresses::new([2; 32]).admits(path, query, at(1_000)), Err(Unfit::NotOurs));
        for changed in [
            String::new(),
            "Expires=1600".into(),
            query.replace("1600", "9600"),
            format!("{query}0"),
            query.replace("Expires=", "Expires=1"),
        ] {
            assert_eq!(ours.admits(path, &changed, at(1_000)), Err(Unfit::NotOurs), "{changed}");
        }
    }
}
