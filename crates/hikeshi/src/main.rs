//! The binary. It picks parts; it contains no behaviour.

fn main() -> std::process::ExitCode {
    cli::main()
}
