//! All rows of a store, at one moment and across all shards, as a stream of bytes that any engine can give and take.
//!
//! ```text
//! "hikeshi rows 1\n", then each row: shard u8 · length of the key u32 · length of the value u32 · key · value
//! ```

use crate::engine::{Engine, Row, Rows};
use crate::{Error, Shard};
use std::io::{self, Read};
use std::sync::Arc;

/// Every row of every shard, in order. It may hold up commits, or let a file grow, for as long as it lives.
pub type Everything = Box<dyn Iterator<Item = Result<(Shard, Row), Error>> + Send>;

/// What the bytes begin with; the number is the version of their format.
const HEAD: &[u8] = b"hikeshi rows 1\n";
/// Parts are about this large.
const PART_BYTES: usize = 256 << 10;
/// Rows are restored in transactions of about this size.
const COMMIT_BYTES: usize = 1 << 20;
/// No row is nearly as large: what says that it is was damaged.
const ROW_BYTES_MAX: u32 = 256 << 20;

/// The rows as bytes, part by part.
pub fn parts(rows: Everything) -> impl Iterator<Item = Result<Vec<u8>, Error>> + Send {
    let mut rows = rows.fuse();
    let mut begun = false;
    std::iter::from_fn(move || {
        let mut part = if begun { Vec::new() } else { HEAD.to_vec() };
        begun = true;
        while part.len() < PART_BYTES {
            match rows.next() {
                None => break,
                Some(Err(cause)) => return Some(Err(cause)),
                Some(Ok((shard, (key, value)))) => {
                    part.push(shard.0);
                    for bytes in [&key, &value] {
                        let length = u32::try_from(bytes.len()).expect("no row is nearly as large");
                        part.extend_from_slice(&length.to_le_bytes());
                    }
                    part.extend_from_slice(&key);
                    part.extend_from_slice(&value);
                }
            }
        }
        (!part.is_empty()).then_some(Ok(part))
    })
}

/// Why rows could not be taken in, as a fragment that reads after "could not".
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    #[error("read the rows of the backup: {0}")]
    Io(#[from] io::Error),
    #[error("read the rows of the backup: {0}")]
    Damaged(&'static str),
    #[error(transparent)]
    Store(#[from] Error),
}

/// Writes rows into an engine that has none.
pub async fn restore(engine: &dyn Engine, mut bytes: impl Read) -> Result<(), RestoreError> {
    let mut head = [0; HEAD.len()];
    bytes.read_exact(&mut head)?;
    if head != HEAD {
        return Err(RestoreError::Damaged("it is none, or of a later format"));
    }
    let mut group = Group { shard: Shard(0), rows: Rows::new(), bytes: 0 };
    while let Some((shard, (key, value))) = read_row(&mut bytes)? {
        if shard != group.shard || group.bytes >= COMMIT_BYTES {
            group.commit(engine).await?;
            group.shard = shard;
        }
        group.bytes += key.len() + value.len();
        group.rows.insert(key, Some(value));
    }
    Ok(group.commit(engine).await?)
}

fn read_row(bytes: &mut impl Read) -> Result<Option<(Shard, Row)>, RestoreError> {
    let mut shard = [0];
    if bytes.read(&mut shard)? == 0 {
        return Ok(None);
    }
    let mut length = || {
        let mut length = [0; 4];
        bytes.read_exact(&mut length)?;
        match u32::from_le_bytes(length) {
            length @ ..ROW_BYTES_MAX => Ok(length as usize),
            _ => Err(RestoreError::Damaged("a row of it is impossibly large")),
        }
    };
    let (key, value) = (length()?, length()?);
    let mut row = (vec![0; key], vec![0; value]);
    bytes.read_exact(&mut row.0)?;
    bytes.read_exact(&mut row.1)?;
    Ok(Some((Shard(shard[0]), row)))
}

struct Group {
    shard: Shard,
    rows: Rows,
    bytes: usize,
}

impl Group {
    async fn commit(&mut self, engine: &dyn Engine) -> Result<(), Error> {
        let rows = std::mem::take(&mut self.rows);
        self.bytes = 0;
        if rows.is_empty() {
            return Ok(());
        }
        let epoch = engine.acquire(self.shard).await?;
        engine.commit(self.shard, epoch, Arc::new(rows)).await?;
        engine.release(self.shard, epoch).await
    }
}
