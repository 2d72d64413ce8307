//! Rows as they are on disk. What is here was written once, and has to be readable for ever: a row whose shape changes
//! gets a fixture more, never another one.

use super::*;
use store::{Engine, Memory, Store};

/// Puts the bytes of a row on disk, as an older hikeshi did.
async fn store_with(table: TableId, key: &[u8], row: &str) -> Store {
    let engine = Memory::new();
    let shard = shard("000000000000", "us-east-1");
    let epoch = engine.acquire(shard).await.unwrap();
    let key = [&table.0.to_be_bytes()[..], key].concat();
    let (version, json) = row.split_at(1);
    let value = [&[version.parse::<u8>().unwrap()], json.as_bytes()].concat();
    let rows = std::collections::BTreeMap::from([(key, Some(value))]);
    engine.commit(shard, epoch, rows.into()).await.unwrap();
    Store::new(engine)
}

const FUNCTION_KEY: &[u8] = b"000000000000\0\0us-east-1\0\0f\0\0";

/// Of the first slice.
const FUNCTION_1: &str = r#"1{"name":"f","role":"arn:aws:iam::000000000000:role/r","description":"d","runtime":"python3.12","handler":"h.h","timeout_s":3,"memory_mb":128,"tmp_mb":512,"variables":{"K":"v"},"package":{"hex":"00","base64":"AA==","bytes":7},"architecture":"x86_64","tags":{"t":"v"},"logging":{"json":false,"group":"/aws/lambda/f","application_level":null,"system_level":null},"tracing_mode":"PassThrough","dead_letter_arn":null,"kms_key_arn":null,"vpc":{"subnet_ids":["s"],"security_group_ids":["g"],"ipv6":false},"revision_id":"r","last_modified":1795392000000000,"life":{"Failed":{"reason":"why"}}}"#;

#[tokio::test]
async fn a_function_of_the_first_slice_is_read() {
    let store = store_with(FUNCTIONS.id(), FUNCTION_KEY, FUNCTION_1).await;
    let function = read(&store, &FUNCTIONS, ("000000000000", "us-east-1", "f")).await;
    assert_eq!(function.name, "f");
    assert_eq!(function.tags["t"], "v");
    assert_eq!((function.before, function.published), (None, None));
    let latest = function.latest;
    assert!(latest.number.is_latest());
    assert_eq!((latest.role.as_str(), latest.handler.as_str()), ("arn:aws:iam::000000000000:role/r", "h.h"));
    assert_eq!(latest.variables.unwrap()["K"], "v");
    assert_eq!(latest.package, Package { hex: "00".into(), base64: "AA==".into(), bytes: 7 });
    assert_eq!(latest.last_modified, Timestamp::from_secs(1_795_392_000));
    assert_eq!(latest.life, Life::Failed { reason: "why".into() });
}

async fn read<K: store::Key, V: Record + Send>(
    store: &Store,
    table: &'static Table<K, V>,
    key: impl store::KeyOf<K> + Send,
) -> V {
    let shard = shard("000000000000", "us-east-1");
    store.read(shard, |tx| tx.get(table, key)).await.unwrap().expect("the row is there")
}
