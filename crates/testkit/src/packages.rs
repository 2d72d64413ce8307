//! Deployment packages, as short as a story wants them.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

/// A package by what stands after `zip:` in a story, in base64: the text of its `bootstrap`, or, in parentheses, one
/// of a kind.
pub(crate) fn base64(text: &str) -> String {
    let zip = match text {
        "(empty)" => zip(&[]),
        "(no-bootstrap)" => zip(&[("index.py", "")]),
        text => zip(&[("bootstrap", text)]),
    };
    BASE64_STANDARD.encode(zip)
}

fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, text) in files {
        zip.start_file(*path, SimpleFileOptions::default().unix_permissions(0o755))
            .expect("it is written to memory");
        zip.write_all(text.as_bytes()).expect("it is written to memory");
    }
    zip.finish().expect("it is written to memory").into_inner()
}
