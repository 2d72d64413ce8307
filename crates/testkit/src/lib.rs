//! The platform in one process on a virtual clock, with the memory engine and the fake sandbox.
