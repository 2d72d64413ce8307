//! Archives byte by byte, for tests: also those that no decent program writes.

/// An entry, stored without compression. What is `None` is told truthfully.
#[derive(Clone)]
pub(super) struct Raw<'a> {
    pub name: &'a [u8],
    pub content: &'a [u8],
    /// The Unix mode with its type bits; zero for an archive that has none.
    pub mode: u32,
    /// 3 is Unix, 0 is DOS.
    pub made_on: u8,
    pub flags: u16,
    /// The unpacked size that the archive declares.
    pub declared: Option<u32>,
    pub crc: Option<u32>,
}

/// A regular file.
pub(super) fn file<'a>(name: &'a str, content: &'a [u8]) -> Raw<'a> {
    Raw { name: name.as_bytes(), content, mode: 0o100_644, made_on: 3, flags: 0, declared: None, crc: None }
}

/// A symbolic link.
pub(super) fn link<'a>(name: &'a str, target: &'a str) -> Raw<'a> {
    Raw { mode: 0o120_777, ..file(name, target.as_bytes()) }
}

pub(super) fn archive(entries: &[Raw]) -> Vec<u8> {
    let mut zip = Vec::new();
    let offsets: Vec<usize> = entries
        .iter()
        .map(|entry| {
            let offset = zip.len();
            local(&mut zip, entry);
            offset
        })
        .collect();
    directory(&mut zip, entries.iter().zip(offsets));
    zip
}

/// Many entries that share the content of one, each under its own name.
pub(super) fn overlapping(entry: &Raw, names: &[String]) -> Vec<u8> {
    let mut zip = Vec::new();
    local(&mut zip, entry);
    let entries: Vec<Raw> = names.iter().map(|name| Raw { name: name.as_bytes(), ..entry.clone() }).collect();
    directory(&mut zip, entries.iter().map(|entry| (entry, 0)));
    zip
}

fn local(zip: &mut Vec<u8>, entry: &Raw) {
    zip.extend(b"PK\x03\x04\x14\0");
    common(zip, entry);
    zip.extend(entry.name);
    zip.extend(entry.content);
}

fn directory<'a>(zip: &mut Vec<u8>, entries: impl Iterator<Item = (&'a Raw<'a>, usize)>) {
    let start = zip.len();
    let mut count = 0u16;
    for (entry, offset) in entries {
        zip.extend(b"PK\x01\x02\x14");
        zip.extend([entry.made_on, 0x14, 0]);
        common(zip, entry);
        // Comment, disk, internal attributes: none.
        zip.extend([0; 6]);
        zip.extend((entry.mode << 16).to_le_bytes());
        zip.extend((offset as u32).to_le_bytes());
        zip.extend(entry.name);
        count += 1;
    }
    let size = zip.len() - start;
    zip.extend(b"PK\x05\x06\0\0\0\0");
    zip.extend(count.to_le_bytes());
    zip.extend(count.to_le_bytes());
    zip.extend((size as u32).to_le_bytes());
    zip.extend((start as u32).to_le_bytes());
    zip.extend([0; 2]);
}

/// Flags, method, time, checksum, sizes and lengths: the part that both headers have.
fn common(zip: &mut Vec<u8>, entry: &Raw) {
    let size = entry.content.len() as u32;
    zip.extend(entry.flags.to_le_bytes());
    zip.extend([0, 0, 0, 0, 0x21, 0x50]);
    zip.extend(entry.crc.unwrap_or_else(|| crc32(entry.content)).to_le_bytes());
    zip.extend(size.to_le_bytes());
    zip.extend(entry.declared.unwrap_or(size).to_le_bytes());
    zip.extend((entry.name.len() as u16).to_le_bytes());
    zip.extend([0; 2]);
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg()))
    })
}
