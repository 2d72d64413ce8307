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

const VERSION_1: &str = r#"{"number":1,"role":"arn:aws:iam::000000000000:role/r","description":"d","runtime":"python3.12","handler":"h.h","timeout_s":3,"memory_mb":128,"tmp_mb":512,"variables":null,"package":{"hex":"00","base64":"AA==","bytes":7},"architecture":"arm64","logging":{"json":true,"group":"g","application_level":"INFO","system_level":"WARN"},"tracing_mode":"Active","dead_letter_arn":"arn:aws:sqs:us-east-1:000000000000:q","kms_key_arn":"arn:aws:kms:us-east-1:000000000000:key/k","vpc":null,"file_systems":[{"arn":"arn:aws:elasticfilesystem:us-east-1:000000000000:access-point/fsap-0","mount_path":"/mnt/d"}],"snap_start":true,"runtime_updates":{"on":"Manual","version_arn":"arn:aws:lambda:us-east-1::runtime:0"},"revision_id":"r","last_modified":1795392000000000,"life":{"UpdateFailed":{"reason":"why"}}}"#;

/// Reads a row of today's version and sees that it is written as it was.
fn comes_back<V: Record>(json: &str) {
    let row: V = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_string(&row).unwrap(), json);
}

#[test]
fn the_rows_of_today_are_a_disk_format() {
    comes_back::<Version>(VERSION_1);
    comes_back::<Function>(&format!(
        r#"{{"name":"f","latest":{VERSION_1},"before":{VERSION_1},"published":{{"number":1,"description":"d"}},"tags":{{"t":"v"}},"reserved_concurrency":7,"code_signing_config":"arn"}}"#
    ));
    comes_back::<Alias>(r#"{"version":1,"description":"d","additional":[2,0.25],"revision_id":"r"}"#);
    comes_back::<LastNumber>(r#"{"number":7}"#);
    comes_back::<Usage>(r#"{"functions":1,"code_bytes":7,"reserved_concurrency":3}"#);
    comes_back::<Policy>(
        r#"{"statements":[{"sid":"s","action":"lambda:InvokeFunction","principal":"*","source_arn":"arn:aws:s3:::b","source_account":"000000000000","event_source_token":"t","principal_org_id":"o-0123456789","function_url_auth_type":"NONE","invoked_via_function_url":true}],"revision_id":"r"}"#,
    );
    comes_back::<Provisioned>(r#"{"requested":2,"last_modified":1795392000000000}"#);
    comes_back::<CodeSigningConfig>(
        r#"{"description":"d","publishers":["arn"],"enforced":true,"tags":{"t":"v"},"last_modified":1795392000000000}"#,
    );
}

#[test]
fn where_a_version_stands_is_written_by_these_names() {
    for (life, json) in [
        (Life::Creating, r#""Creating""#),
        (Life::Updating, r#""Updating""#),
        (Life::Ready, r#""Ready""#),
        (Life::Failed { reason: "w".into() }, r#"{"Failed":{"reason":"w"}}"#),
    ] {
        assert_eq!(serde_json::to_string(&life).unwrap(), json);
    }
}

/// The numbers of tables are on disk too.
#[test]
fn tables_have_the_numbers_that_they_have() {
    let numbers = [
        (FUNCTIONS.id(), 1),
        (VERSIONS.id(), 11),
        (ALIASES.id(), 12),
        (NUMBERS.id(), 13),
        (USAGE.id(), 14),
        (POLICIES.id(), 15),
        (PROVISIONED.id(), 16),
        (CODE_SIGNING_CONFIGS.id(), 17),
    ];
    for (id, number) in numbers {
        assert_eq!(id, TableId(number));
    }
}

#[tokio::test]
async fn sums_that_the_first_slice_did_not_keep_are_counted() {
    use service::Caller;
    let store = store_with(FUNCTIONS.id(), FUNCTION_KEY, FUNCTION_1).await;
    let (clock, _) = clock::Clock::virtual_at(Timestamp::from_secs(0));
    let ctx =
        service::Ctx::new("000000000000".into(), "us-east-1".into(), "request".into(), Caller::Client, clock);
    let shard = shard("000000000000", "us-east-1");
    let usage = store
        .write(shard, |tx| -> service::Result<Usage> {
            crate::usage::add_code(tx, &ctx, 3)?;
            crate::usage::of(tx, &ctx)
        })
        .await;
    assert_eq!(usage.unwrap(), Usage { functions: 1, code_bytes: 10, reserved_concurrency: 0 });
}

#[tokio::test]
async fn an_account_keeps_75_gib_of_code_in_a_region_and_not_a_byte_more() {
    use service::{Caller, Error};
    let store = Store::new(store::Memory::new());
    let (clock, _) = clock::Clock::virtual_at(Timestamp::from_secs(0));
    let ctx =
        service::Ctx::new("000000000000".into(), "us-east-1".into(), "request".into(), Caller::Client, clock);
    let shard = shard("000000000000", "us-east-1");
    let ctx = &ctx;
    let add = |bytes| store.write(shard, move |tx| crate::usage::add_code(tx, ctx, bytes));
    add(80_530_636_800 - 1).await.unwrap();
    add(1).await.unwrap();
    let Err(Error::Api(refused)) = add(1).await else { panic!("that is one byte too many") };
    assert_eq!(refused.shape.code, "CodeStorageExceededException");
    assert_eq!(refused.message, "Code storage limit exceeded.");
    // What was refused was not kept.
    add(0).await.unwrap();
}

async fn read<K: store::Key, V: Record + Send>(
    store: &Store,
    table: &'static Table<K, V>,
    key: impl store::KeyOf<K> + Send,
) -> V {
    let shard = shard("000000000000", "us-east-1");
    store.read(shard, |tx| tx.get(table, key)).await.unwrap().expect("the row is there")
}
