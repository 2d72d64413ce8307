//! The configuration file: what the command line does not say.

use crate::args::AccessLogForm;
use lambda_exec::Settings;
use lambda_exec::runtimes::Choice;
use sandbox::Network;
use segments::Bounds;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs::File;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// `hikeshi.toml`. Unknown keys are refused, so that a misspelt one is not passed over.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub(crate) struct Config {
    pub listen: Option<SocketAddr>,
    pub data_dir: Option<PathBuf>,
    /// Who the server is when root starts it.
    pub user: Option<String>,
    /// Names under which clients reach the platform, besides loopback and AWS's own.
    #[serde(default)]
    pub hosts: Vec<String>,
    #[serde(default)]
    pub network: NetworkName,
    /// Idle environments are torn down after so many seconds.
    pub idle_ttl_s: Option<u64>,
    pub concurrent_executions: Option<u64>,
    /// What logs may take up on disk; the oldest go first.
    pub log_bytes_max: Option<u64>,
    /// Log events that are older go, too; AWS keeps them for ever unless told otherwise, and so do we.
    pub log_days_max: Option<u64>,
    /// Of clients, at a time.
    pub connections_max: Option<usize>,
    pub access_log: Option<AccessLogForm>,
    pub access_log_file: Option<PathBuf>,
    /// That file, opened by whoever starts the server and not by whom it becomes.
    #[serde(skip)]
    pub access_log_to: Option<File>,
    #[serde(default)]
    pub runtime_match: RuntimeMatch,
    /// `[runtimes."python3.12"] interpreter = "/opt/python/bin/python3.12"`
    #[serde(default)]
    pub runtimes: BTreeMap<String, RuntimeConfig>,
}

#[derive(Debug, Default, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum NetworkName {
    #[default]
    Isolated,
    Host,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RuntimeMatch {
    #[default]
    Nearest,
    Exact,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuntimeConfig {
    pub interpreter: PathBuf,
}

impl Config {
    pub(crate) fn read(path: Option<&Path>) -> Result<Config, Box<dyn std::error::Error>> {
        let Some(path) = path else { return Ok(Config::default()) };
        let text = std::fs::read_to_string(path)
            .map_err(|error| format!("could not read {}: {error}", path.display()))?;
        toml::from_str(&text)
            .map_err(|error| format!("could not understand {}: {error}", path.display()).into())
    }

    pub(crate) fn settings(&self) -> Settings {
        let default = Settings::default();
        Settings {
            network: match self.network {
                NetworkName::Isolated => Network::Isolated,
                NetworkName::Host => Network::Host,
            },
            idle_ttl: self.idle_ttl_s.map_or(default.idle_ttl, Duration::from_secs),
            concurrency_max: self.concurrent_executions.unwrap_or(default.concurrency_max),
        }
    }

    pub(crate) fn log_bounds(&self) -> Bounds {
        let default = Bounds::default();
        Bounds {
            bytes_max: self.log_bytes_max.unwrap_or(default.bytes_max),
            age_max: self.log_days_max.map(|days| Duration::from_secs(days.saturating_mul(86_400))),
            ..default
        }
    }

    pub(crate) fn runtimes(&self) -> Choice {
        let named = self.runtimes.iter().map(|(name, chosen)| (name.clone(), chosen.interpreter.clone()));
        Choice { named: named.collect(), exact: self.runtime_match == RuntimeMatch::Exact }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_configuration_is_read_and_a_misspelt_key_refused() {
        let config: Config = toml::from_str(
            "network = \"host\"\nidle_ttl_s = 5\n[runtimes.\"python3.12\"]\ninterpreter = \"/opt/python3.12\"",
        )
        .unwrap();
        assert_eq!(config.settings().network, Network::Host);
        assert_eq!(config.settings().idle_ttl, Duration::from_secs(5));
        assert!(config.runtimes().named.contains_key("python3.12"));
        assert!(toml::from_str::<Config>("netwrok = \"host\"").is_err());
    }
}
