//! A data directory on a small disk that fills up, and data directories of earlier versions.

use crate::support::{Data, Function, Server, have, until};
use serde_json::json;
use std::ffi::OsStr;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;

const INSIDE: &str = "HIKESHI_E2E_INSIDE";

/// Runs one test of this program again in a mount namespace of its own, which takes every mount with it when it ends.
/// Whether this is that run.
fn in_own_mounts(test: &str) -> bool {
    have::root_or_exit();
    if std::env::var_os(INSIDE).is_some() {
        return true;
    }
    let again = Command::new("unshare")
        .args(["--mount", "--propagation", "private"])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(INSIDE, "1")
        .status()
        .unwrap();
    assert!(again.success(), "{again}");
    false
}

/// A data directory on a file system of its own.
fn small_disk(mib: u64) -> Data {
    let data = Data::new();
    let image = data.as_ref().join("image");
    fs::File::create(&image).unwrap().set_len(mib << 20).unwrap();
    fs::create_dir(data.path()).unwrap();
    run("mkfs.ext4", &["-q".as_ref(), "-m0".as_ref(), image.as_ref()]);
    run("mount", &["-o".as_ref(), "loop".as_ref(), image.as_ref(), data.path().as_ref()]);
    data
}

fn run(program: &str, arguments: &[&OsStr]) {
    let done = Command::new(program).args(arguments).output().unwrap();
    assert!(done.status.success(), "{program}: {}", String::from_utf8_lossy(&done.stderr));
}

/// Fills the disk until so much is left. Others write to it, too, so it takes what it gets.
fn fill_but(place: &Path, mib: u64) {
    let mut filler = fs::File::options().create(true).append(true).open(place.join("filler")).unwrap();
    let free = || {
        let disk = rustix::fs::statvfs(place).unwrap();
        disk.f_bavail * disk.f_frsize
    };
    while free() > mib << 20 {
        let piece = vec![1; (free() - (mib << 20)).clamp(4_096, 1 << 20) as usize];
        if filler.write_all(&piece).is_err() {
            break;
        }
    }
    let _ = filler.sync_all();
}

#[test]
fn a_full_disk_is_an_error_of_aws_and_health_says_why_until_there_is_room() {
    let Some(()) = have::python() else { return };
    if !in_own_mounts("disks::a_full_disk_is_an_error_of_aws_and_health_says_why_until_there_is_room") {
        return;
    }
    let data = small_disk(192);
    let server = Server::start_on(data.clone());
    server.create(&Function::ours("inside.echo"));
    server.invoke("echo", &json!(1)).value();
    let refused = |name: &str| {
        let body = json!({"FunctionName": name, "Runtime": "python3.12", "Handler": "f.f",
                          "Role": "arn:aws:iam::000000000000:role/e2e",
                          "Code": {"ZipFile": "UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA=="}});
        server.call("POST", "/2015-03-31/functions", body.to_string().as_bytes())
    };
    // First what is left is less than what has to stay free, then nothing is.
    for mib in [20, 0] {
        fill_but(&data.path(), mib);
        let body = json!({"Description": "longer"}).to_string();
        let answer = server.call("PUT", "/2015-03-31/functions/echo/configuration", body.as_bytes());
        assert_eq!(answer.status, 500, "{}", answer.text());
        assert_eq!(answer.header("x-amzn-errortype"), Some("InternalFailure"), "{}", answer.text());
        assert!(answer.header("x-amzn-requestid").is_some_and(|id| id.len() == 36));
        assert!(!answer.text().contains("MiB"), "the cause is for the log: {}", answer.text());
        let health = server.call("GET", "/_hikeshi/health", b"");
        assert_eq!(health.status, 503);
        let why = health.json()["why"].as_str().unwrap().to_owned();
        assert!(why.contains("have to stay free"), "{why}");
        assert!(refused("new").status >= 400);
        // What needs no write goes on.
        let shown = server.call("GET", "/2015-03-31/functions/echo/configuration", b"");
        assert_eq!((shown.status, &shown.json()["Description"]), (200, &json!("")));
        assert_eq!(server.invoke("echo", &json!(mib)).value(), json!(mib));
    }
    assert_eq!(data.said().matches("writes are refused until there is room").count(), 1, "{}", data.said());

    // Killed on a full disk, and started when there is room: everything acknowledged is there.
    let data = server.kill();
    fs::remove_file(data.path().join("filler")).unwrap();
    let server = Server::start_on(data.clone());
    server.active("echo");
    assert_eq!(server.invoke("echo", &json!(2)).value(), json!(2));
    assert_eq!(server.call("GET", "/_hikeshi/health", b"").status, 200);
    assert_eq!(server.call("GET", "/2015-03-31/functions/new", b"").status, 404);

    // And without a new start.
    fill_but(&data.path(), 20);
    assert_eq!(server.call("GET", "/_hikeshi/health", b"").status, 503);
    fs::remove_file(data.path().join("filler")).unwrap();
    until("there is room", || (server.call("GET", "/_hikeshi/health", b"").status == 200).then_some(()));
    server.create(&Function { name: "another", ..Function::ours("inside.echo") });
    server.stop();
}

#[test]
fn a_data_directory_of_the_first_version_opens_and_serves() {
    let Some(()) = have::python() else { return };
    for packed in
        [&include_bytes!("../first-slice-stopped.zip")[..], include_bytes!("../first-slice-killed.zip")]
    {
        let data = Data::new();
        unpack(packed, &data.path());
        let mut server = Server::start_on(data);
        // As it left it, and as this version made it.
        for round in 0..2 {
            for (name, runtime) in
                [("python", "python3.12"), ("node", "nodejs20.x"), ("provided", "provided.al2023")]
            {
                server.active(name);
                let path = format!("/2015-03-31/functions/{name}");
                let shown = server.call("GET", &path, b"").json();
                let configuration = &shown["Configuration"];
                assert_eq!(configuration["Runtime"], runtime);
                assert_eq!(configuration["MemorySize"], 256);
                assert_eq!(configuration["Environment"]["Variables"]["KIND"], name);
                assert_eq!(shown["Tags"]["kind"], name);
                assert_eq!(server.invoke(name, &json!({"round": round})).value(), json!({"round": round}));
            }
            let shown = server.call("GET", "/2015-03-31/functions/node", b"").json();
            assert_eq!(shown["Configuration"]["Description"], "changed");
            server = Server::start_on(server.kill());
        }
    }
}

fn unpack(zip: &[u8], to: &Path) {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(zip)).unwrap();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let path = to.join(&*entry.name().unwrap());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        fs::write(path, bytes).unwrap();
    }
}
