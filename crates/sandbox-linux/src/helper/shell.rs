//! What an environment consists of before anyone asks for it: a slot, control groups, a network with its listeners.
//! A few are made ahead while nothing else is to be done.

use super::netns::{self, Net};
use super::slots::Slots;
use crate::cgroup::{Group, Tree};
use crate::protocol::Control;
use std::io;
use std::os::fd::OwnedFd;

/// How many are kept ready: a burst takes these and then waits for fresh ones, half a millisecond each.
const READY: usize = 4;

/// What each descriptor is, and the descriptor.
type Controls = Vec<(Control, OwnedFd)>;

pub struct Shell {
    pub slot: u32,
    pub group: Group,
    /// `None`: the host's network.
    pub network: Option<OwnedFd>,
    /// For the server, with the listeners; sent once.
    pub controls: Controls,
}

/// Not the environment's name: the group may have been made before anyone asked.
pub fn group_name(slot: u32) -> String {
    format!("env-{slot}")
}

pub struct Shells {
    pub slots: Slots,
    pub tree: Tree,
    pub networks: netns::Pool,
    ready: Vec<Shell>,
    /// Groups that the kernel did not let go of yet, with the slots that they are named after.
    leftovers: Vec<(u32, Group)>,
}

impl Shells {
    pub fn new(slots: Slots, tree: Tree, networks: netns::Pool) -> Shells {
        Shells { slots, tree, networks, ready: Vec::new(), leftovers: Vec::new() }
    }

    pub fn take(&mut self, isolated: bool) -> io::Result<Shell> {
        match self.ready.pop() {
            Some(shell) if isolated => Ok(shell),
            Some(shell) => {
                self.ready.push(shell);
                self.make(false)
            }
            None => self.make(isolated),
        }
    }

    /// Makes one more if there are too few. True if there is nothing left to do.
    pub fn fill(&mut self) -> bool {
        self.clear_leftovers();
        if self.ready.len() >= READY {
            return true;
        }
        match self.make(true) {
            Ok(shell) => self.ready.push(shell),
            // Whoever asks next gets to see this error.
            Err(_) => return true,
        }
        self.ready.len() >= READY
    }

    pub fn give_back(&mut self, shell: Shell) {
        let Shell { slot, group, network, controls } = shell;
        drop(controls);
        if let Some(network) = network {
            self.networks.give_back(network);
        }
        self.remove_group(slot, group);
    }

    pub fn clear(&mut self) {
        while let Some(shell) = self.ready.pop() {
            self.give_back(shell);
        }
        self.clear_leftovers();
    }

    fn clear_leftovers(&mut self) {
        for (slot, group) in std::mem::take(&mut self.leftovers) {
            self.remove_group(slot, group);
        }
    }

    fn remove_group(&mut self, slot: u32, group: Group) {
        if group.remove() {
            self.slots.give_back(slot);
        } else {
            self.leftovers.push((slot, group));
        }
    }

    fn make(&mut self, isolated: bool) -> io::Result<Shell> {
        let slot = self.slots.take()?;
        match self.furnish(slot, isolated) {
            Ok(shell) => Ok(shell),
            Err(error) => {
                self.slots.give_back(slot);
                Err(error)
            }
        }
    }

    fn furnish(&mut self, slot: u32, isolated: bool) -> io::Result<Shell> {
        let group = self.tree.make(&group_name(slot))?;
        match self.open(&group, isolated) {
            Ok((network, controls)) => Ok(Shell { slot, group, network, controls }),
            Err(error) => {
                group.remove();
                Err(error)
            }
        }
    }

    fn open(&mut self, group: &Group, isolated: bool) -> io::Result<(Option<OwnedFd>, Controls)> {
        let mut controls = group.open_controls()?;
        let (network, [runtime_api, platform]) = if isolated {
            let Net { namespace, listeners } = self.networks.take()?;
            (Some(namespace), listeners)
        } else {
            (None, netns::host_listeners()?)
        };
        controls.push((Control::RuntimeApi, runtime_api));
        controls.push((Control::Platform, platform));
        Ok((network, controls))
    }
}
