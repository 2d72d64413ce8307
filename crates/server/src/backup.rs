//! A backup as a stream of parts that the one who wants it fetches: the platform never writes to a path that a client names.
//!
//! ```text
//! 'F' · length of the name u16 · name          a file begins
//! 'D' · length u32 · bytes                     more of it
//! 'E' · SHA-256 of the whole file              it ends
//! 'Z'                                          the backup is complete
//! ```
//! Numbers are little-endian. The rows of the store are those of one moment; packages are never changed, and none is
//! removed before the backup ends. Logs are those of nearly the same moment: the rows' or a little later.

use crate::admin::json_answer;
use crate::platform::Platform;
use bytes::Bytes;
use clock::{Clock, HostInstant};
use http::{Method, Response, StatusCode};
use http_body_util::Full;
use lambda::package::Packages;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::{Arc, Mutex, Weak};
use std::time::Duration;
use store::Store;
use tokio::sync::mpsc;

/// The rows' file in a backup.
pub const ROWS: &str = "store.rows";
/// Where its packages are.
pub const PACKAGES: &str = "packages/zip";
/// Where the files of its logs are.
pub const LOGS: &str = "logs";

/// Bytes of a file that are read at a time.
const PIECE_BYTES: usize = 256 << 10;
/// Parts that wait to be fetched; whoever makes them waits with the next.
const PARTS_AHEAD: usize = 4;
/// A backup that nobody fetched from for so long is given up: it keeps old pages of the store's file from being reused.
const PATIENCE: Duration = Duration::from_secs(60);

/// A part, or why there are no more.
pub type Part = Result<Bytes, String>;

/// Starts a backup: the moment whose rows it holds lies between this call and its return.
pub fn begin(
    store: &Store,
    packages: &Arc<Packages>,
    logs: Option<&Path>,
) -> Result<mpsc::Receiver<Part>, String> {
    // Before the rows are looked at, so that nothing that they refer to can go.
    let hold = packages.hold();
    let rows = store.everything().map_err(|cause| format!("could not {cause}"))?;
    let logs = logs.map(segments::copyable).transpose();
    let logs = logs.map_err(|error| format!("could not read the logs: {error}"))?;
    let (sender, parts) = mpsc::channel(PARTS_AHEAD);
    let packages = packages.clone();
    let thread = std::thread::Builder::new().name("backup".into());
    let spawned = thread.spawn(move || {
        let mut stream = Stream { sender, sum: Sha256::new() };
        let sent = stream.rows(rows).and_then(|()| stream.packages(&packages));
        drop(hold);
        let sent = sent
            .and_then(|()| stream.logs(logs.into_iter().flatten()))
            .and_then(|()| stream.send(vec![b'Z']));
        if let Err(Stop::Because(why)) = sent {
            tracing::error!("a backup failed: {why}");
            let _ = stream.sender.blocking_send(Err(why));
        }
    });
    spawned.map_err(|error| format!("could not start a thread: {error}"))?;
    Ok(parts)
}

struct Stream {
    sender: mpsc::Sender<Part>,
    /// Of the file under way.
    sum: Sha256,
}

enum Stop {
    /// Whoever wanted it has gone.
    Unwanted,
    Because(String),
}

impl Stream {
    fn rows(&mut self, rows: store::backup::Everything) -> Result<(), Stop> {
        self.begin(ROWS)?;
        for part in store::backup::parts(rows) {
            self.data(&part.map_err(|cause| Stop::Because(format!("could not {cause}")))?)?;
        }
        self.end()
    }

    fn packages(&mut self, packages: &Packages) -> Result<(), Stop> {
        let could_not = |error| Stop::Because(format!("could not read a package: {error}"));
        for (hex, path) in packages.zips().map_err(could_not)? {
            let file = File::open(path).map_err(could_not)?;
            self.file(&format!("{PACKAGES}/{hex}.zip"), file).map_err(could_not)??;
        }
        Ok(())
    }

    fn logs(&mut self, files: impl Iterator<Item = io::Result<segments::Copyable>>) -> Result<(), Stop> {
        let could_not = |error| Stop::Because(format!("could not read a log: {error}"));
        for file in files {
            let (name, file) = file.map_err(could_not)?;
            self.file(&format!("{LOGS}/{name}"), file).map_err(could_not)??;
        }
        Ok(())
    }

    /// The outer error is the file's, the inner that of the way.
    fn file(&mut self, name: &str, mut file: impl Read) -> io::Result<Result<(), Stop>> {
        let mut piece = vec![0; PIECE_BYTES];
        let mut sent = self.begin(name);
        while sent.is_ok() {
            sent = match file.read(&mut piece)? {
                0 => return Ok(self.end()),
                some => self.data(&piece[..some]),
            };
        }
        Ok(sent)
    }

    fn begin(&mut self, name: &str) -> Result<(), Stop> {
        let length = u16::try_from(name.len()).expect("our names are short");
        self.send([b"F", &length.to_le_bytes()[..], name.as_bytes()].concat())
    }

    fn data(&mut self, bytes: &[u8]) -> Result<(), Stop> {
        self.sum.update(bytes);
        let length = u32::try_from(bytes.len()).expect("a part is far smaller");
        self.send([b"D", &length.to_le_bytes()[..], bytes].concat())
    }

    fn end(&mut self) -> Result<(), Stop> {
        let sum = self.sum.finalize_reset();
        self.send([b"E", &sum[..]].concat())
    }

    fn send(&mut self, part: Vec<u8>) -> Result<(), Stop> {
        self.sender.blocking_send(Ok(part.into())).map_err(|_| Stop::Unwanted)
    }
}

/// The backup that is being fetched, if there is one.
#[derive(Default)]
pub(crate) struct Backups(Arc<Mutex<Option<Session>>>);

struct Session {
    id: String,
    parts: Arc<tokio::sync::Mutex<mpsc::Receiver<Part>>>,
    used: HostInstant,
}

impl Platform {
    /// `POST` begins a backup and answers its id, `GET ?id=` the next part of it; an empty one comes last.
    pub(crate) async fn backup(&self, method: &Method, id: Option<&str>) -> Response<Full<Bytes>> {
        let answer = match (method, id) {
            (&Method::POST, _) => self.begin_backup(),
            (_, Some(id)) => self.next_part(id).await,
            (_, None) => Err((StatusCode::BAD_REQUEST, "which backup? ?id=…".into())),
        };
        answer.unwrap_or_else(|(status, message)| json_answer(status, &json!({"message": message})))
    }

    fn begin_backup(&self) -> Result<Response<Full<Bytes>>, (StatusCode, String)> {
        let parts = &self.0.parts;
        let mut sessions = self.0.backups.0.lock().expect("no panic holds this lock");
        if sessions.is_some() {
            return Err((StatusCode::CONFLICT, "another backup is under way".into()));
        }
        let stream = begin(&parts.store, parts.lambda.packages(), parts.exec.logs().directory())
            .map_err(|why| (StatusCode::INTERNAL_SERVER_ERROR, why))?;
        let id = parts.ids.uuid();
        *sessions = Some(Session {
            id: id.clone(),
            parts: Arc::new(tokio::sync::Mutex::new(stream)),
            used: parts.clock.host_now(),
        });
        tokio::spawn(give_up_when_left(Arc::downgrade(&self.0.backups.0), id.clone(), parts.clock.clone()));
        Ok(json_answer(StatusCode::OK, &json!({"id": id})))
    }

    async fn next_part(&self, id: &str) -> Result<Response<Full<Bytes>>, (StatusCode, String)> {
        let stream = {
            let mut sessions = self.0.backups.0.lock().expect("no panic holds this lock");
            let session = sessions.as_mut().filter(|session| session.id == id);
            let session = session.ok_or((StatusCode::NOT_FOUND, "there is no such backup".into()))?;
            session.used = self.0.parts.clock.host_now();
            session.parts.clone()
        };
        let part = stream.lock().await.recv().await;
        if !matches!(part, Some(Ok(_))) {
            self.0.backups.0.lock().expect("no panic holds this lock").take_if(|session| session.id == id);
        }
        let bytes = part.transpose().map_err(|why| (StatusCode::INTERNAL_SERVER_ERROR, why))?;
        Ok(Response::new(Full::new(bytes.unwrap_or_default())))
    }
}

async fn give_up_when_left(sessions: Weak<Mutex<Option<Session>>>, id: String, clock: Clock) {
    loop {
        let deadline = {
            let Some(sessions) = sessions.upgrade() else { return };
            let mut sessions = sessions.lock().expect("no panic holds this lock");
            let Some(session) = sessions.as_ref().filter(|session| session.id == id) else { return };
            let deadline = session.used + PATIENCE;
            if deadline <= clock.host_now() {
                tracing::warn!("gave up a backup that nobody fetches");
                *sessions = None;
                return;
            }
            deadline
        };
        clock.host_sleep_until(deadline).await;
    }
}
