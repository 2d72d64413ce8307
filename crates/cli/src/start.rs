//! `hikeshi start`.

use crate::Done;
use crate::args::StartArgs;
use crate::assemble::{Foundation, Keep, Running};
use crate::config::Config;
use crate::directories::{Temporary, default_data_dir};
use crate::keys;
use clock::Ids;
use std::fs::File;
use std::net::{Ipv4Addr, SocketAddr};
use std::process::ExitCode;
use tokio::signal::unix::{Signal, SignalKind, signal};

const DEFAULT_ADDRESS: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 4566);

pub(crate) fn run(args: &StartArgs) -> Done {
    log_to_stderr();
    let mut config = Config::read(args.config.as_deref())?;
    config.access_log = args.access_log.or(config.access_log);
    config.access_log_file = args.access_log_file.clone().or(config.access_log_file);
    if let Some(path) = &config.access_log_file {
        let opened = File::options().create(true).append(true).open(path);
        config.access_log_to =
            Some(opened.map_err(|error| format!("could not open {}: {error}", path.display()))?);
    }
    let address = args.listen.or(config.listen).unwrap_or(DEFAULT_ADDRESS);
    let keys = args.auth.as_deref().map(keys::read).transpose()?;
    if !address.ip().is_loopback() && keys.is_none() && !args.insecure_listen {
        return Err(format!(
            "{address} can be reached by other machines, and nobody's credentials are checked: \
             listen on loopback, name a file of keys with --auth, or insist with --insecure-listen"
        )
        .into());
    }
    let keep = match args.memory {
        true => Keep::Memory(Temporary::new("hikeshi-memory-", &Ids::random().hex(8))?),
        false => {
            let named = args.data_dir.clone().or_else(|| config.data_dir.clone());
            Keep::In(named.unwrap_or_else(default_data_dir))
        }
    };
    let user = args.user.as_deref().or(config.user.as_deref());
    let foundation = Foundation::lay(keep, &config, address, user)?;
    runtime()?.block_on(async {
        let mut end = End::listen()?;
        let running = Running::start(foundation, &config, keys).await?;
        print!("{}", banner(&running, args.memory));
        let code = tokio::select! {
            () = end.come() => {
                eprintln!("hikeshi stops");
                ExitCode::SUCCESS
            }
            () = running.crippled() => {
                tracing::error!("the sandbox helper has died: no function can be run, so hikeshi stops");
                ExitCode::FAILURE
            }
        };
        running.stop().await;
        Ok(code)
    })
}

pub(crate) fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()
}

pub(crate) fn log_to_stderr() {
    use tracing_subscriber::EnvFilter;
    let filter = EnvFilter::try_from_env("HIKESHI_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false).init();
}

/// SIGINT or SIGTERM. Listened for before anybody can know that we run, so that neither ever ends us unprepared.
pub(crate) struct End {
    interrupt: Signal,
    terminate: Signal,
}

impl End {
    pub(crate) fn listen() -> std::io::Result<End> {
        Ok(End { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    pub(crate) async fn come(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

/// Where it is, where it keeps things, and which limits hold.
fn banner(running: &Running, memory: bool) -> String {
    let place = running.directory().display();
    let kept = if memory { format!("in memory; files in {place} until stopped") } else { place.to_string() };
    let mut text = format!(
        "hikeshi {}\n  endpoint   http://{}\n  data       {kept}\n",
        env!("CARGO_PKG_VERSION"),
        running.address
    );
    for held in &running.held {
        let sign = if held.held { "holds   " } else { "NOT HELD" };
        text += &format!("  {sign}   {}: {}\n", held.what, held.how);
    }
    text += "  aws lambda list-functions --endpoint-url http://";
    text += &format!("{}\n", running.address);
    text
}
