//! The command line.

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Run AWS Lambda on your own machine: same API, same limits, same failures.
#[derive(Parser)]
#[command(name = "hikeshi", version, args_conflicts_with_subcommands = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub start: StartArgs,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Start the platform (what hikeshi alone does, too)
    Start(StartArgs),
    /// Start with examples deployed, three of which fail on purpose, and show what AWS would have answered
    Try(TryArgs),
    /// Tell which of AWS's limits this machine can hold, and how
    Doctor,
    /// Invoke a function of a running platform
    Invoke(InvokeArgs),
    /// Print a function's log
    Logs(LogsArgs),
    /// Copy everything that is kept, as it is at one moment, whether or not the platform runs
    ///
    /// That is all resources, functions' packages, and logs up to that moment. Left out is what can be had again: the SDKs that
    /// `hikeshi runtimes install` has put beside the data, unpacked packages, and functions' /tmp.
    Backup(BackupArgs),
    /// Put a backup into an empty data directory
    Restore(RestoreArgs),
    /// Tell what runs AWS's runtimes here, and install the AWS SDKs that AWS's carry
    Runtimes(RuntimesArgs),
}

#[derive(ClapArgs, Clone)]
pub(crate) struct StartArgs {
    /// Address to listen on [default: 127.0.0.1:4566]
    #[arg(long, value_name = "ADDR:PORT")]
    pub listen: Option<SocketAddr>,
    /// Where everything is kept [default: /var/lib/hikeshi as root, else ~/.local/share/hikeshi]
    #[arg(long, value_name = "DIR", conflicts_with = "memory")]
    pub data_dir: Option<PathBuf>,
    /// Keep nothing: state lives in memory and files in a temporary directory
    #[arg(long)]
    pub memory: bool,
    /// Configuration file (TOML)
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Who the server is when root starts it: a name or a number [default: the owner of the data directory; when that
    /// is root, the account hikeshi, or else a user whom nothing else belongs to]
    #[arg(long, value_name = "USER")]
    pub user: Option<String>,
    /// Verify signatures against the access keys of this file (TOML) and those of IAM users, and evaluate policies
    #[arg(long, value_name = "FILE")]
    pub auth: Option<PathBuf>,
    /// Write a line for each request [default: off]
    #[arg(long, value_name = "FORM", value_enum)]
    pub access_log: Option<AccessLogForm>,
    /// Where to [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub access_log_file: Option<PathBuf>,
    /// Listen on an address that other machines can reach, though nobody's credentials are checked
    #[arg(long)]
    pub insecure_listen: bool,
}

#[derive(ClapArgs)]
pub(crate) struct RuntimesArgs {
    #[command(subcommand)]
    pub command: Option<RuntimesCommand>,
    /// The data directory whose SDKs are shown [default: as for start]
    #[arg(long, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Subcommand)]
pub(crate) enum RuntimesCommand {
    /// Install boto3 and the clients of the AWS SDK for JavaScript, with pip and npm, the newest unless pinned
    AddSdk(AddSdkArgs),
}

#[derive(ClapArgs)]
pub(crate) struct AddSdkArgs {
    /// The data directory to install into [default: as for start]
    #[arg(long, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// Only for this runtime, such as python3.12; may be given several times
    #[arg(long, value_name = "RUNTIME")]
    pub only: Vec<String>,
    /// This version of boto3
    #[arg(long, value_name = "VERSION")]
    pub boto3: Option<String>,
    /// Of the SDK for JavaScript only @aws-sdk/client-NAME; may be given several times
    #[arg(long, value_name = "NAME")]
    pub client: Vec<String>,
    /// Also the SDK for JavaScript 2, which the runtimes before Node.js 18 carried
    #[arg(long)]
    pub sdk_v2: bool,
    /// Install anew what is there already
    #[arg(long)]
    pub update: bool,
}

/// How the access log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AccessLogForm {
    Off,
    /// key=value
    Text,
    /// An object per line
    Json,
}

#[derive(ClapArgs, Clone)]
pub(crate) struct TryArgs {
    /// Address to listen on
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:4566")]
    pub listen: SocketAddr,
    /// Stop after the table instead of staying up
    #[arg(long)]
    pub once: bool,
}

#[derive(ClapArgs)]
pub(crate) struct Target {
    /// Where the platform is
    #[arg(long, env = "HIKESHI_ENDPOINT", default_value = "http://127.0.0.1:4566")]
    pub endpoint: String,
    /// Account of the function
    #[arg(long, default_value = "000000000000")]
    pub account: String,
    #[arg(long, env = "AWS_REGION", default_value = "us-east-1")]
    pub region: String,
}

#[derive(ClapArgs)]
pub(crate) struct InvokeArgs {
    /// Name or ARN
    pub function: String,
    /// The event: JSON, @FILE, or - for standard input
    #[arg(long, short, default_value = "{}")]
    pub payload: String,
    #[command(flatten)]
    pub target: Target,
}

#[derive(ClapArgs)]
pub(crate) struct BackupArgs {
    /// Where the backup goes: a directory that does not exist yet
    #[arg(value_name = "DIR")]
    pub to: PathBuf,
    /// What to copy [default: the same as start's]; a platform that runs on it is asked for it
    #[arg(long, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// Where the platform is, if one runs [default: http://127.0.0.1:4566]
    #[arg(long, env = "HIKESHI_ENDPOINT", conflicts_with = "data_dir")]
    pub endpoint: Option<String>,
}

#[derive(ClapArgs)]
pub(crate) struct RestoreArgs {
    /// A directory that `hikeshi backup` made
    #[arg(value_name = "DIR")]
    pub from: PathBuf,
    /// Where it goes: must be empty, or not there [default: the same as start's]
    #[arg(long, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
}

#[derive(ClapArgs)]
pub(crate) struct LogsArgs {
    /// A function's name, or a log group's, which begins with a slash
    pub function: String,
    /// Go on printing what comes
    #[arg(long, short)]
    pub follow: bool,
    /// Nothing older than this: 30s, 10m, 2h, 7d
    #[arg(long, value_name = "TIME", value_parser = crate::logs::duration)]
    pub since: Option<std::time::Duration>,
    /// Only messages that contain this
    #[arg(long, value_name = "TEXT")]
    pub filter: Option<String>,
    /// Only log streams whose names begin so
    #[arg(long, value_name = "STREAM")]
    pub stream: Option<String>,
    /// Read the logs of a data directory that no server uses now
    #[arg(long, value_name = "DIR", conflicts_with_all = ["follow", "endpoint"])]
    pub data_dir: Option<PathBuf>,
    #[command(flatten)]
    pub target: Target,
}
