//! Searching files for people: as text, as hexadecimal and as binary ids, in any case.

use std::fs;
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use uuid::Uuid;

/// The bytes of a file, ready to be searched many times.
///
/// Each byte is kept as the character with its number, because the standard library searches text
/// in linear time and bytes it does not.
pub struct Haystack {
    pub path: PathBuf,
    text: String,
}

impl Haystack {
    pub fn read(path: &Path) -> Self {
        let bytes = fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        Self::of(path, &bytes)
    }

    pub fn of(path: &Path, bytes: &[u8]) -> Self {
        Self { path: path.to_owned(), text: searchable(bytes) }
    }

    pub fn holds(&self, trace: &Trace) -> bool {
        trace.forms.iter().any(|form| self.text.contains(form))
    }
}

/// Something that points to a person, in every form in which a file could hold it.
pub struct Trace {
    /// For messages.
    pub name: String,
    forms: Vec<String>,
}

impl Trace {
    /// A name, an address, or an answer's words.
    pub fn text(text: &str) -> Self {
        let forms = vec![searchable(text.as_bytes()), HEXLOWER.encode(text.as_bytes())];
        Self { name: text.to_owned(), forms }
    }

    /// An id: with hyphens, as bare hexadecimal, and as its 16 bytes.
    pub fn id(id: Uuid) -> Self {
        let forms =
            vec![id.hyphenated().to_string(), id.simple().to_string(), searchable(id.as_bytes())];
        Self { name: id.to_string(), forms }
    }
}

/// Those of the traces that the file holds.
pub fn found_in<'a>(haystack: &Haystack, traces: &'a [Trace]) -> Vec<&'a str> {
    traces.iter().filter(|trace| haystack.holds(trace)).map(|trace| trace.name.as_str()).collect()
}

fn searchable(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(byte.to_ascii_lowercase())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: Uuid = Uuid::from_u128(0x0190_a1b2_c3d4_7e5f_8a6b_4c4d_4e4f_5051);

    fn holds(bytes: &[u8], trace: Trace) -> bool {
        Haystack::of(Path::new("test"), bytes).holds(&trace)
    }

    fn within(middle: &[u8]) -> Vec<u8> {
        [b"\x00\xffSQLite", middle, b"\x80rest"].concat()
    }

    #[test]
    fn every_form_is_found() {
        assert!(holds(&within("Ayşe".as_bytes()), Trace::text("ayşe")));
        assert!(holds(&within(b"617963"), Trace::text("ayc")));
        assert!(holds(&within(ID.as_bytes()), Trace::id(ID)));
        assert!(holds(&within(ID.to_string().to_uppercase().as_bytes()), Trace::id(ID)));
        assert!(holds(&within(ID.simple().to_string().as_bytes()), Trace::id(ID)));
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        assert!(!holds(&within("Ayse".as_bytes()), Trace::text("Ayşe")));
        assert!(!holds(&within(&ID.as_bytes()[..15]), Trace::id(ID)));
    }
}
