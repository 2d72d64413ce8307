//! Lambda's stories: what a client of the API sees, one file for each thing that it is about.

mod aliases;
mod code_signing;
mod concurrency;
mod configuration;
mod create;
mod delete;
mod edge;
mod environments;
mod failures;
mod get;
mod init;
mod invoke;
mod limits;
mod list;
mod metrics;
mod permissions;
mod platform_inside;
mod runtime_api;
mod tags;
mod update;
mod versions;
