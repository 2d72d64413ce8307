//! What the helper gives up for itself and all that it will start.

use super::slots::GROUP;
use crate::sys;
use rustix::io::Errno;
use rustix::thread::{
    CapabilitiesSecureBits, CapabilitySet, remove_capability_from_bounding_set, set_capabilities_secure_bits,
    set_no_new_privs,
};
use std::fs;
use std::io;

const NOBODY_LOGGED_IN: &str = "4294967295";

/// From here on no executed file brings a privilege, whoever runs it. What the helper has it keeps.
pub fn lock() -> io::Result<()> {
    drop_bounding_set()?;
    set_capabilities_secure_bits(
        CapabilitiesSecureBits::NO_ROOT
            | CapabilitiesSecureBits::NO_ROOT_LOCKED
            | CapabilitiesSecureBits::NO_SETUID_FIXUP_LOCKED
            | CapabilitiesSecureBits::KEEP_CAPS_LOCKED
            | CapabilitiesSecureBits::NO_CAP_AMBIENT_RAISE
            | CapabilitiesSecureBits::NO_CAP_AMBIENT_RAISE_LOCKED,
    )?;
    // Once set it stays: nothing that runs in a sandbox can claim in the host's audit to be somebody. Without audit there
    // is no such file; and whoever started us from a login has set it already.
    if fs::read_to_string("/proc/self/loginuid").is_ok_and(|id| id.trim() == NOBODY_LOGGED_IN) {
        let _ = fs::write("/proc/self/loginuid", GROUP.to_string());
    }
    // Not the keys of whoever started the server.
    sys::new_session_keyring();
    Ok(set_no_new_privs(true)?)
}

/// What no executed file can bring any more.
pub fn drop_bounding_set() -> io::Result<()> {
    for capability in CapabilitySet::all() {
        match remove_capability_from_bounding_set(capability) {
            // An older kernel lacks the newest capabilities.
            Ok(()) | Err(Errno::INVAL) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}
