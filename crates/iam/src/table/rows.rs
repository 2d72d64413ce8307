//! A row of every table, as every version of this code wrote it: see `tests/tables`.

use super::*;

#[test]
fn every_table_reads_what_it_wrote() {
    let fixtures = store::suite::Fixtures::of(env!("CARGO_MANIFEST_DIR"));
    let key = |name: &str| ("000000000000".to_owned(), name.to_owned());
    let created = Timestamp::from_secs(1_795_392_000);
    let holder = Holder {
        name: "Name".into(),
        path: "/p/".into(),
        id: "AROAEXAMPLE".into(),
        created,
        tags: BTreeMap::from([("t".into(), "v".into())]),
        inline: BTreeMap::from([("inline".into(), "{}".into())]),
        attached: BTreeSet::from(["arn:aws:iam::aws:policy/ReadOnlyAccess".into()]),
        boundary: Some("arn:aws:iam::000000000000:policy/b".into()),
    };
    let role = Role {
        holder: holder.clone(),
        trust: "{}".into(),
        description: Some("d".into()),
        session_s_max: 3_600,
    };
    fixtures.check(&ROLES, key("name"), role);
    fixtures.check(&USERS, key("name"), User { holder });
    let policy = Policy {
        name: "Name".into(),
        path: "/".into(),
        id: "ANPAEXAMPLE".into(),
        description: Some("d".into()),
        created,
        updated: created,
        tags: BTreeMap::from([("t".into(), "v".into())]),
        versions: vec![Version { number: 2, document: "{}".into(), created }],
        default: 2,
        last: 3,
    };
    fixtures.check(&POLICIES, key("name"), policy);
    let access_key = AccessKey {
        id: "AKIAEXAMPLE".into(),
        secret: "secret".into(),
        user: "Name".into(),
        active: true,
        created,
    };
    fixtures.check(&KEYS, key("AKIAEXAMPLE"), access_key);
}
