//! Lambda's stories: what a client of the API sees, one file for each thing that it is about.

mod aliases;
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
mod platform_inside;
mod runtime_api;
mod update;
mod versions;
