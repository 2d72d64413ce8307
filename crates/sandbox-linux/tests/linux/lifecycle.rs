//! Birth, output, ends.

use crate::Test;
use crate::world::{run, walls, with_engine};
use sandbox::{Engine, Exit};

pub const TESTS: &[Test] = &[("output_and_exit_code_of_a_program_arrive", output_and_exit_code_of_a_program_arrive)];

fn output_and_exit_code_of_a_program_arrive() {
    with_engine(|engine| async move {
        let sandbox = engine.build(walls()).await.unwrap();
        let (output, exit) = run(&*sandbox, "echo out; echo err >&2; id; cat /proc/self/status | grep -E 'Cap|NoNew|Seccomp'; ls -la / /tmp /proc; mount; df /tmp; cat /proc/self/cgroup; exit 3").await;
        println!("{output}");
        assert!(output.starts_with("out\nerr\n"));
        assert_eq!(exit, Exit::Code(3));
        println!("{:?}", sandbox.usage());
        sandbox.tear_down().await;
    });
}
