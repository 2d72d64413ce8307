//! Bytes as they come: for what no client would send.

use crate::ground::Ground;
use crate::quiet::Quiet;
use crate::world::World;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::runtime::Runtime;

/// A platform on the usual ground that is sent bytes.
pub struct Raw {
    world: World,
    runtime: Runtime,
    /// Removed last.
    _ground: Ground,
}

impl Raw {
    #[expect(clippy::new_without_default, reason = "it starts a platform, which a default should not")]
    pub fn new() -> Raw {
        let (ground, quiet) = (Ground::new(), Quiet::default());
        let runtime = quiet.runtime();
        let services = |lambda: &lambda::Lambda| vec![lambda::service(lambda)];
        let world = runtime.block_on(World::start(&ground, quiet, &services));
        Raw { world, runtime, _ground: ground }
    }

    /// Sends bytes on one connection, says that there are no more, and answers what came back.
    pub fn send(&self, bytes: &[u8]) -> Vec<u8> {
        self.runtime.block_on(async {
            let (mut ours, theirs) = tokio::io::duplex(1 << 20);
            let platform = self.world.platform.clone();
            let serving = tokio::spawn(async move { platform.serve_connection(theirs).await });
            let talking = async {
                let _ = ours.write_all(bytes).await;
                let _ = ours.shutdown().await;
                let mut answers = Vec::new();
                let _ = ours.read_to_end(&mut answers).await;
                answers
            };
            let answers = talking.await;
            serving.await.expect("a connection does not panic");
            answers
        })
    }
}
