//! Our bootstraps alone, against a small Runtime API, in every version of their interpreters that is here.

use std::path::Path;
use std::process::Command;

#[test]
fn bootstraps_behave_as_the_runtime_clients_of_aws_do() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime/tests");
    let Ok(output) = Command::new("python3")
        .arg("test_bootstraps.py")
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .current_dir(directory)
        .output()
    else {
        println!("skipped: there is no python3 to run the tests of the bootstraps");
        return;
    };
    let told = String::from_utf8_lossy(&output.stderr);
    println!("{}{told}", String::from_utf8_lossy(&output.stdout));
    assert!(output.status.success(), "{told}");
}
