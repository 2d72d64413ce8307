//! A row of every table, as every version of this code wrote it: see `tests/tables`.

use super::*;

#[test]
fn every_table_reads_what_it_wrote() {
    let fixtures = store::suite::Fixtures::of(env!("CARGO_MANIFEST_DIR"));
    let [account, region, function] = ["000000000000", "us-east-1", "f"].map(str::to_owned);
    let of_function = || (account.clone(), region.clone(), function.clone());
    let qualified = |name: &str| (account.clone(), region.clone(), function.clone(), name.to_owned());
    let last_modified = Timestamp::from_secs(1_795_392_000);
    let version = |number| Version {
        number,
        role: "arn:aws:iam::000000000000:role/r".into(),
        description: "d".into(),
        runtime: "python3.12".into(),
        handler: "h.h".into(),
        timeout_s: 3,
        memory_mb: 128,
        tmp_mb: 512,
        variables: Some(BTreeMap::from([("K".into(), "v".into())])),
        package: Package { hex: "00".into(), base64: "AA==".into(), bytes: 7 },
        architecture: "x86_64".into(),
        logging: Logging {
            json: true,
            group: "/aws/lambda/f".into(),
            application_level: Some("INFO".into()),
            system_level: Some("WARN".into()),
        },
        tracing_mode: "Active".into(),
        dead_letter_arn: Some("arn:aws:sqs:us-east-1:000000000000:q".into()),
        kms_key_arn: Some("arn:aws:kms:us-east-1:000000000000:key/k".into()),
        vpc: Some(Vpc { subnet_ids: vec!["s".into()], security_group_ids: vec!["g".into()], ipv6: true }),
        file_systems: vec![FileSystem { arn: "a".into(), mount_path: "/mnt/m".into() }],
        snap_start: true,
        runtime_updates: RuntimeUpdates { on: "Manual".into(), version_arn: Some("v".into()) },
        revision_id: "r".into(),
        last_modified,
        life: Life::UpdateFailed { reason: "why".into() },
    };
    let latest = version(Number::LATEST);
    let function = Function {
        name: "f".into(),
        before: Some(Box::new(latest.clone())),
        latest,
        published: Some(Published { number: Number::published(2), description: "p".into() }),
        tags: BTreeMap::from([("t".into(), "v".into())]),
        reserved_concurrency: Some(5),
        code_signing_config: Some("c".into()),
    };
    fixtures.check(&FUNCTIONS, of_function(), function);
    let key = (account.clone(), region.clone(), "f".to_owned(), 2);
    fixtures.check(&VERSIONS, key, version(Number::published(2)));
    let alias = Alias {
        version: Number::published(1),
        description: "d".into(),
        additional: Some((Number::published(2), 0.25)),
        revision_id: "r".into(),
    };
    fixtures.check(&ALIASES, qualified("live"), alias);
    fixtures.check(&NUMBERS, of_function(), LastNumber { number: 2 });
    let statement = Statement {
        sid: "s".into(),
        action: "lambda:InvokeFunction".into(),
        principal: "s3.amazonaws.com".into(),
        source_arn: Some("arn:aws:s3:::b".into()),
        source_account: Some("000000000000".into()),
        event_source_token: Some("t".into()),
        principal_org_id: Some("o-1".into()),
        function_url_auth_type: Some("NONE".into()),
        invoked_via_function_url: Some(true),
    };
    fixtures.check(&POLICIES, qualified(""), Policy { statements: vec![statement], revision_id: "r".into() });
    fixtures.check(&PROVISIONED, qualified("live"), Provisioned { requested: 3, last_modified });
    let signing = CodeSigningConfig {
        description: Some("d".into()),
        publishers: vec!["p".into()],
        enforced: true,
        tags: BTreeMap::from([("t".into(), "v".into())]),
        last_modified,
    };
    let key = (account.clone(), region.clone(), "arn".to_owned());
    fixtures.check(&CODE_SIGNING_CONFIGS, key, signing);
    fixtures.check(&USAGE, (account, region), Usage { functions: 1, code_bytes: 7, reserved_concurrency: 5 });
}
