//! Clocks that go wrong, by libfaketime.

use std::fs;

use tempfile::NamedTempFile;

/// Spans of time are still measured rightly: only what the clock shows is wrong.
pub const KEEP_SPANS: (&str, &str) = ("FAKETIME_DONT_FAKE_MONOTONIC", "1");

/// The clock of processes that were started with its settings.
pub struct MovableClock {
    file: NamedTempFile,
    path: String,
    library: String,
}

impl MovableClock {
    /// Right at first.
    pub fn new() -> Self {
        let file = NamedTempFile::new().expect("a temporary file");
        let path = file.path().display().to_string();
        let clock = Self { file, path, library: library() };
        clock.move_to("+0");
        clock
    }

    /// What the processes are to be started with.
    pub fn settings(&self) -> [(&str, &str); 4] {
        [
            ("LD_PRELOAD", &self.library),
            ("FAKETIME_TIMESTAMP_FILE", &self.path),
            ("FAKETIME_NO_CACHE", "1"),
            KEEP_SPANS,
        ]
    }

    /// So far away from the right time, as faketime(1) writes it.
    pub fn move_to(&self, by: &str) {
        fs::write(self.file.path(), by).expect("a file");
    }
}

/// Where libfaketime is, whatever the machine's architecture.
pub fn library() -> String {
    let architectures = fs::read_dir("/usr/lib").expect("/usr/lib").flatten();
    let library = |folder: fs::DirEntry| folder.path().join("faketime/libfaketime.so.1");
    let library = architectures.map(library).find(|path| path.exists());
    library.expect("libfaketime, see tests/install").display().to_string()
}
