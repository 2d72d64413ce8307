//! Rows of every table as some version of hikeshi wrote them, which later ones have to read.

use crate::{Key, Record, Table};
use std::fmt::Debug;
use std::fs;
use std::path::PathBuf;

/// The rows that a crate keeps in `tests/tables`: `<table>.<version>.row`, the key in hexadecimal and then the value's
/// JSON. `cargo xtask tidy` sees that every table has one. A file is never changed: another version of a record adds one.
pub struct Fixtures {
    directory: PathBuf,
}

impl Fixtures {
    /// `manifest_directory` is the crate's `env!("CARGO_MANIFEST_DIR")`.
    pub fn of(manifest_directory: &str) -> Fixtures {
        Fixtures { directory: PathBuf::from(manifest_directory).join("tests/tables") }
    }

    /// Sees that the row of the current version is read as this key and value, and that those of all earlier versions
    /// can be read. With `HIKESHI_WRITE_FIXTURE=1` a row that is not there yet is written.
    pub fn check<K, V>(&self, table: &Table<K, V>, key: K, value: V)
    where
        K: Key + PartialEq + Debug,
        V: Record + PartialEq + Debug,
    {
        let path = self.path(table, V::VERSION);
        if !path.exists() && std::env::var_os("HIKESHI_WRITE_FIXTURE").is_some() {
            fs::create_dir_all(&self.directory).expect("a directory for the rows");
            fs::write(&path, row(table, &key, &value)).expect("the row is written");
        }
        for version in 1..V::VERSION {
            self.read(table, version);
        }
        assert_eq!(self.read(table, V::VERSION), (key, value), "{}", path.display());
    }

    fn path<K: Key, V: Record>(&self, table: &Table<K, V>, version: u8) -> PathBuf {
        self.directory.join(format!("{}.{version}.row", table.name()))
    }

    fn read<K: Key, V: Record>(&self, table: &Table<K, V>, version: u8) -> (K, V) {
        let path = self.path(table, version);
        let text = fs::read_to_string(&path).unwrap_or_else(|error| {
            panic!(
                "{} has no row of version {version} ({error}); HIKESHI_WRITE_FIXTURE=1 writes it",
                path.display()
            )
        });
        let (key, json) = text.split_once('\n').expect("a key and a value");
        let digits = key.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).expect("ASCII"));
        let key: Vec<u8> = digits.map(|pair| u8::from_str_radix(pair, 16).expect("hexadecimal")).collect();
        let value = [&[version], json.trim_end().as_bytes()].concat();
        let could_not = |cause| panic!("{}: could not {cause}", path.display());
        (
            table.decode_key(&table.id().key(&key)).unwrap_or_else(could_not),
            table
                .decode_value(&value)
                .unwrap_or_else(|cause| panic!("{}: could not {cause}", path.display())),
        )
    }
}

fn row<K: Key, V: Record>(table: &Table<K, V>, key: &K, value: &V) -> String {
    let mut bytes = Vec::new();
    key.encode(&mut bytes);
    let key: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let value = table.encode_value(value).expect("the record serialises");
    format!("{key}\n{}\n", String::from_utf8_lossy(&value[1..]))
}
