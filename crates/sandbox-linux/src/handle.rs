//! One sandbox, seen from the server: its controls are descriptors that need no path and no privilege, so freezing,
//! thawing and measuring are single system calls here, without the helper.

use crate::cgroup::{CPU_PERIOD_US, cpu_quota_us};
use crate::client::{Client, Reply};
use crate::meters::Meters;
use crate::protocol::{self, Answer, Body, Control, Exit as WireExit};
use sandbox::{
    BoxFuture, CpuQuota, Error, Exit, Listener, Memory, Output, Port, Process, Result, Running, Sandbox,
    Usage,
};
use std::collections::HashMap;
use std::io;
use std::os::fd::OwnedFd;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::net::TcpListener;
use tokio::net::unix::pipe;
use tokio::sync::oneshot;

pub struct LinuxSandbox {
    client: Arc<Client>,
    environment: u64,
    listeners: Mutex<Listeners>,
    addresses: [String; 2],
    freeze: Option<Freeze>,
    cpu: Option<(Control, OwnedFd)>,
    meters: Option<Meters>,
    torn_down: bool,
}

#[derive(Default)]
struct Listeners {
    runtime_api: Option<OwnedFd>,
    platform: Option<OwnedFd>,
}

struct Freeze {
    file: OwnedFd,
    frozen: &'static [u8],
    thawed: &'static [u8],
}

impl LinuxSandbox {
    pub fn new(client: Arc<Client>, id: &str, memory_bytes: u64, reply: Reply) -> Result<LinuxSandbox> {
        let Answer::Built { environment, group, controls } = reply.answer else { return Err(unexpected()) };
        tracing::debug!(id, group, "built an environment");
        if controls.len() != reply.descriptors.len() {
            client.tell(Body::TearDown { environment });
            return Err(no_descriptors());
        }
        let mut controls: HashMap<Control, OwnedFd> = controls.into_iter().zip(reply.descriptors).collect();
        let mut take = |control| controls.remove(&control);
        let listeners =
            Listeners { runtime_api: take(Control::RuntimeApi), platform: take(Control::Platform) };
        let addresses = [address(&listeners.runtime_api), address(&listeners.platform)];
        let v2 = take(Control::FreezeV2).map(|file| Freeze { file, frozen: b"1", thawed: b"0" });
        let v1 = take(Control::FreezeV1).map(|file| Freeze { file, frozen: b"FROZEN", thawed: b"THAWED" });
        let cpu = [Control::CpuQuotaV1, Control::CpuMaxV2].into_iter().find_map(|c| Some((c, take(c)?)));
        Ok(LinuxSandbox {
            client,
            environment,
            listeners: Mutex::new(listeners),
            addresses,
            freeze: v2.or(v1),
            cpu,
            meters: Some(Meters::new(memory_bytes, controls)),
            torn_down: false,
        })
    }

    fn set_frozen(&self, frozen: bool) {
        let Some(freeze) = &self.freeze else { return };
        let value = if frozen { freeze.frozen } else { freeze.thawed };
        if let Err(error) = rustix::io::pwrite(&freeze.file, value, 0) {
            tracing::warn!(%error, environment = self.environment, frozen, "could not freeze or thaw");
        }
    }

    /// Closes what would keep `/tmp` mounted and the listeners bound, before the helper is told.
    fn let_go(&mut self) {
        self.torn_down = true;
        self.meters = None;
        *self.listeners.lock().unwrap_or_else(PoisonError::into_inner) = Listeners::default();
    }
}

impl Sandbox for LinuxSandbox {
    fn start(&self, process: Process) -> BoxFuture<'_, Result<Running>> {
        Box::pin(async move {
            let (sender, exit) = oneshot::channel();
            let Process { command, variables, working_directory } = process;
            let process = protocol::Process { command, variables, working_directory };
            let body = Body::Start { environment: self.environment, process };
            let reply = self.client.request(body, Some(sender)).await?;
            let Some(output) = reply.descriptors.into_iter().next() else {
                self.client.tell(Body::Kill { environment: self.environment });
                return Err(no_descriptors());
            };
            let output =
                pipe::Receiver::from_owned_fd(output).map_err(|error| Error::Other(error.to_string()))?;
            Ok(Running { output: Output::Pipe(output), exit })
        })
    }

    fn listener(&self, port: Port) -> Option<Listener> {
        let mut listeners = self.listeners.lock().unwrap_or_else(PoisonError::into_inner);
        let socket = match port {
            Port::RuntimeApi => listeners.runtime_api.take(),
            Port::Platform => listeners.platform.take(),
        }?;
        match TcpListener::from_std(socket.into()) {
            Ok(listener) => Some(Listener::Tcp(listener)),
            Err(error) => {
                tracing::error!(%error, "could not listen for a sandbox");
                None
            }
        }
    }

    fn address(&self, port: Port) -> String {
        let [runtime_api, platform] = &self.addresses;
        match port {
            Port::RuntimeApi => runtime_api.clone(),
            Port::Platform => platform.clone(),
        }
    }

    fn freeze(&self) {
        self.set_frozen(true);
    }

    fn thaw(&self) {
        self.set_frozen(false);
    }

    fn set_cpu(&self, quota: CpuQuota) {
        let Some((control, file)) = &self.cpu else { return };
        let quota_us = cpu_quota_us(quota.millicores);
        let text = match control {
            Control::CpuMaxV2 => format!("{quota_us} {CPU_PERIOD_US}"),
            _ => quota_us.to_string(),
        };
        if let Err(error) = rustix::io::pwrite(file, text.as_bytes(), 0) {
            tracing::warn!(%error, environment = self.environment, "could not set the CPU share");
        }
    }

    fn memory(&self) -> Memory {
        self.meters.as_ref().map(Meters::memory).unwrap_or_default()
    }

    fn usage(&self) -> Usage {
        self.meters.as_ref().map(Meters::read).unwrap_or_default()
    }

    fn kill(&self) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            // The only failure is a helper that is gone, and then so is the tree.
            let _ = self.client.request(Body::Kill { environment: self.environment }, None).await;
        })
    }

    fn tear_down(mut self: Box<Self>) -> BoxFuture<'static, ()> {
        Box::pin(async move {
            self.let_go();
            let client = self.client.clone();
            let _ = client.request(Body::TearDown { environment: self.environment }, None).await;
        })
    }
}

impl Drop for LinuxSandbox {
    fn drop(&mut self) {
        if !self.torn_down {
            self.let_go();
            self.client.tell(Body::TearDown { environment: self.environment });
        }
    }
}

/// Where a listener is reached from inside.
fn address(listener: &Option<OwnedFd>) -> String {
    let name = listener.as_ref().map(rustix::net::getsockname);
    match name.and_then(|name| std::net::SocketAddr::try_from(name.ok()?).ok()) {
        Some(address) => address.to_string(),
        None => String::new(),
    }
}

fn no_descriptors() -> Error {
    Error::NoRoom("this process may not open more descriptors (ulimit -n)".into())
}

fn unexpected() -> Error {
    Error::Other(io::Error::from(io::ErrorKind::InvalidData).to_string())
}

impl From<WireExit> for Exit {
    fn from(exit: WireExit) -> Exit {
        match exit {
            WireExit::Code(code) => Exit::Code(code),
            WireExit::Signal { number, core_dumped } => Exit::Signal { number, core_dumped },
            WireExit::NotExecuted { errno } => Exit::NotExecuted { errno },
        }
    }
}
