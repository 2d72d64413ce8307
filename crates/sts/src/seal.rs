//! The key that seals session tokens: made once, kept with the platform's state, so that sessions outlive a restart.

use auth::Sessions;
use clock::Ids;
use serde::{Deserialize, Serialize};
use store::{Error, Record, Shard, Store, Table, TableId};

static KEYS: Table<String, Key> = Table::new(TableId(120), "sts.keys");

#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(Debug, PartialEq))]
struct Key {
    bytes: [u8; 32],
}

impl Record for Key {
    const VERSION: u8 = 1;
}

/// Sessions under the platform's key, which is made now if there is none. Those that were made for anybody who asked,
/// when nobody was `verified`, are worth nothing where everybody is.
///
/// # Errors
/// When the store can be neither read nor written.
pub async fn sessions(store: &Store, ids: &Ids, verified: bool) -> Result<Sessions, Error> {
    const NAME: &str = "sessions";
    let shard = Shard::of("", "", "sts", "");
    let kept = store.read(shard, |tx| tx.get(&KEYS, NAME)).await?;
    let bytes = match kept {
        Some(key) => key.bytes,
        None => {
            let bytes = ids.secret();
            store.write(shard, |tx| tx.put(&KEYS, NAME, &Key { bytes })).await?;
            bytes
        }
    };
    let sessions = Sessions::new(bytes, ids.clone());
    Ok(if verified { sessions } else { sessions.of_development() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_session_of_development_is_worth_nothing_where_callers_are_verified() {
        let (store, ids) = (Store::new(store::Memory::new()), Ids::seeded(1));
        let kept = sessions(&store, &ids, false).await.unwrap();
        let root = auth::Identity::root("123456789012");
        let session = kept.begin(root, clock::Timestamp::from_secs(0), std::time::Duration::from_secs(900));
        let token = kept.seal(&session).token;
        assert!(sessions(&store, &ids, false).await.unwrap().open(&token).is_ok());
        assert!(sessions(&store, &ids, true).await.unwrap().open(&token).is_err());
    }

    #[test]
    fn every_table_reads_what_it_wrote() {
        let fixtures = store::suite::Fixtures::of(env!("CARGO_MANIFEST_DIR"));
        fixtures.check(&KEYS, "sessions".into(), Key { bytes: std::array::from_fn(|n| n as u8) });
    }
}
