//! IAM's stories: what a client of the API sees, one file for each thing that it is about.

mod policies;
mod roles;
mod users;
