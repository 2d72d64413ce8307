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

/// Sessions under the platform's key, which is made now if there is none.
///
/// # Errors
/// When the store can be neither read nor written.
pub async fn sessions(store: &Store, ids: &Ids) -> Result<Sessions, Error> {
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
    Ok(Sessions::new(bytes, ids.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_reads_what_it_wrote() {
        let fixtures = store::suite::Fixtures::of(env!("CARGO_MANIFEST_DIR"));
        fixtures.check(&KEYS, "sessions".into(), Key { bytes: std::array::from_fn(|n| n as u8) });
    }
}
