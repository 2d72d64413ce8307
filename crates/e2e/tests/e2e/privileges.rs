//! What the server is allowed to do, once root has started it.

use crate::support::{Data, Function, Server, have, hikeshi};
use serde_json::json;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

/// Of servers on a directory of root's.
const NOBODYS: u32 = 1_899_999_999;

#[test]
fn the_server_is_not_root_and_has_no_capability() {
    let server = Server::start();
    let threads = std::fs::read_dir(format!("/proc/{}/task", server.pid())).unwrap();
    for thread in threads.flatten() {
        let status = std::fs::read_to_string(thread.path().join("status")).unwrap();
        let field = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
            line.unwrap_or_else(|| panic!("no {name} in {status}")).split_whitespace().collect::<Vec<_>>()
        };
        let user = NOBODYS.to_string();
        assert_eq!(field("Uid"), [user.as_str(); 4]);
        assert_eq!(field("Gid"), [user.as_str(); 4]);
        assert!(field("Groups").is_empty());
        for set in ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"] {
            assert_eq!(field(set), ["0000000000000000"], "{set}");
        }
        assert_eq!(field("NoNewPrivs"), ["1"]);
    }
    // What others of the same user may not look into belongs to root.
    assert_eq!(std::fs::metadata(format!("/proc/{}/environ", server.pid())).unwrap().uid(), 0);
    assert!(
        server.banner.contains(&format!("privileges: the server is user {NOBODYS} and has no capability"))
    );
    if have::python().is_some() {
        server.create(&Function::ours("inside.echo"));
        assert_eq!(server.invoke("echo", &json!({"n": 1})).value(), json!({"n": 1}));
    }
}

#[test]
fn a_directory_that_root_kept_is_handed_over() {
    if have::python().is_none() {
        return;
    }
    let server = Server::start_with(Data::new(), &["--user", "root"]);
    assert!(server.banner.contains("NOT HELD   privileges: the server stays root"), "{}", server.banner);
    server.create(&Function::ours("inside.echo"));
    let data = server.stop();
    assert_eq!(std::fs::metadata(data.path()).unwrap().uid(), 0);
    let server = Server::start_on(data);
    assert_eq!(server.invoke("echo", &json!({"n": 2})).value(), json!({"n": 2}));
    let data = server.stop();
    for (path, owner) in [("", NOBODYS), ("store.redb", NOBODYS), ("packages", NOBODYS), ("sandbox", 0)] {
        assert_eq!(std::fs::metadata(data.path().join(path)).unwrap().uid(), owner, "{path}");
    }
    assert_eq!(std::fs::metadata(data.path().join("sandbox")).unwrap().mode() & 0o777, 0o700);
}

#[test]
fn the_owner_of_the_data_serves_it() {
    let data = Data::new();
    std::fs::create_dir(data.path()).unwrap();
    std::os::unix::fs::chown(data.path(), Some(4711), Some(4711)).unwrap();
    let server = Server::start_on(data);
    assert_eq!(std::fs::metadata(server.data.path().join("store.redb")).unwrap().uid(), 4711);
    assert!(server.banner.contains("the server is user 4711"), "{}", server.banner);
}

#[test]
fn a_port_that_only_root_may_listen_on_is_taken_before() {
    have::root_or_exit();
    let free = |port: &u16| std::net::TcpListener::bind(("127.0.0.1", *port)).is_ok();
    let port = (900..1024).rev().find(free).expect("a port below 1024");
    let server = Server::start_at(Data::new(), &format!("127.0.0.1:{port}"), &[]);
    assert_eq!(server.address.port(), port);
    assert_eq!(server.call("GET", "/2015-03-31/functions/", b"").status, 200);
}

#[test]
fn a_directory_that_the_server_could_not_reach_is_refused() {
    have::root_or_exit();
    let closed = tempfile::tempdir().unwrap();
    std::fs::set_permissions(closed.path(), std::fs::Permissions::from_mode(0o700)).unwrap();
    let start = |more: &[&str]| {
        let mut command = hikeshi();
        command.args(["start", "--listen", "127.0.0.1:0", "--data-dir"]).arg(closed.path().join("data"));
        let output = command.args(more).output().unwrap();
        assert!(!output.status.success());
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let said = start(&[]);
    assert!(said.contains(&format!("user {NOBODYS}")) && said.contains("cannot reach"), "{said}");
    let said = start(&["--user", "no-such-user"]);
    assert!(said.contains("there is no user no-such-user"), "{said}");
}

/// Somebody who has taken over the server could put anything into its directory, for root to trip over at the next
/// start.
#[test]
fn links_in_the_servers_directory_lead_root_nowhere() {
    let data = Server::start().stop();
    let outside = tempfile::tempdir().unwrap();
    let secret = outside.path().join("secret");
    std::fs::write(&secret, "kept").unwrap();
    let refused = |place: &Path, what: &str| {
        let output = hikeshi()
            .args(["start", "--listen", "127.0.0.1:0", "--data-dir"])
            .arg(data.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && said.contains(what), "{}: {said}", place.display());
        assert_eq!(std::fs::read_to_string(&secret).unwrap(), "kept");
        assert_eq!(std::fs::metadata(&secret).unwrap().uid(), 0);
    };
    let lock = data.path().join("server.lock");
    std::fs::remove_file(&lock).unwrap();
    std::os::unix::fs::symlink(&secret, &lock).unwrap();
    refused(&lock, "could not use");
    std::fs::remove_file(&lock).unwrap();
    let sandbox = data.path().join("sandbox");
    std::fs::rename(&sandbox, data.path().join("moved")).unwrap();
    std::os::unix::fs::symlink(outside.path(), &sandbox).unwrap();
    refused(&sandbox, "not a directory that only we may write to");
    assert_eq!(std::fs::read_dir(outside.path()).unwrap().count(), 1);
}
