//! The archive format of an initial root file system ("newc"), as much of it as is needed.

const DIRECTORY: u32 = 0o040_755;
const PROGRAM: u32 = 0o100_755;
const FOLDER_ONLY: &[u8] = &[];

#[derive(Default)]
pub struct Archive {
    bytes: Vec<u8>,
    entries: u32,
}

impl Archive {
    pub fn directory(&mut self, path: &str) {
        self.entry(path, DIRECTORY, FOLDER_ONLY);
    }

    pub fn program(&mut self, path: &str, bytes: &[u8]) {
        self.entry(path, PROGRAM, bytes);
    }

    pub fn finish(mut self) -> Vec<u8> {
        self.entry("TRAILER!!!", 0, &[]);
        self.bytes
    }

    fn entry(&mut self, path: &str, mode: u32, bytes: &[u8]) {
        self.entries += 1;
        let size = u32::try_from(bytes.len()).expect("nothing here is larger than 4 GB");
        let path_size = path.len() as u32 + 1;
        // inode, mode, user, group, links, time, size, device (2), device node (2), length of the path, checksum.
        let fields = [self.entries, mode, 0, 0, 1, 0, size, 0, 0, 0, 0, path_size, 0];
        self.bytes.extend(b"070701");
        for field in fields {
            self.bytes.extend(format!("{field:08x}").bytes());
        }
        self.bytes.extend(path.bytes());
        self.bytes.push(0);
        self.align();
        self.bytes.extend(bytes);
        self.align();
    }

    fn align(&mut self) {
        self.bytes.resize(self.bytes.len().next_multiple_of(4), 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_begin_at_multiples_of_four() {
        let mut archive = Archive::default();
        archive.directory("a");
        archive.program("a/b", b"12345");
        let bytes = archive.finish();
        let starts: Vec<usize> =
            bytes.windows(6).enumerate().filter(|(_, w)| w == b"070701").map(|(at, _)| at).collect();
        assert_eq!(starts.len(), 3);
        assert!(starts.iter().all(|at| at % 4 == 0), "{starts:?}");
        assert!(String::from_utf8_lossy(&bytes).contains("TRAILER!!!"));
    }
}
