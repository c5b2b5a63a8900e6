//! The program as a newcomer starts it: with nothing configured.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::binary;
use super::process::Process;
use crate::browser::{Address, Browser};
use crate::wait::eventually;

/// Demo mode. Only the port differs from a newcomer's: a free one, so that tests do not meet.
pub struct Demo {
    folder: TempDir,
    process: Process,
    url: String,
}

impl Demo {
    /// Starts it and waits until it has told its story.
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let temporary = temporary(&folder);
        fs::create_dir(&temporary).expect("a folder for what the demo keeps while it runs");
        let settings =
            [("TMPDIR", temporary.display().to_string()), ("BIND", "127.0.0.1:0".to_owned())];
        let settings = settings.map(|(name, value)| (name.to_owned(), value));
        let binary = binary::path("treffpunkt").await;
        let (process, url) = Process::start(&binary, &settings, &folder.path().join("log")).await;
        Self { folder, process, url }
    }

    /// A browser on the same machine.
    pub fn browser(&self) -> Browser {
        let address = Address::default();
        address.set(&self.url);
        Browser::new(address, &self.url)
    }

    /// The link that is printed behind these words.
    pub async fn link(&self, words: &str) -> String {
        eventually(words, || async {
            let log = fs::read_to_string(self.folder.path().join("log")).ok()?;
            let line = log.lines().find(|line| line.trim_start().starts_with(words))?;
            line.split_whitespace().find(|word| word.starts_with("http://")).map(str::to_owned)
        })
        .await
    }

    /// Ends it, and says what it kept on the disk until then and what it left behind.
    pub async fn end(self) -> (Vec<PathBuf>, Vec<PathBuf>) {
        let Self { folder, process, .. } = self;
        let kept = entries(&temporary(&folder));
        process.terminate().await;
        (kept, entries(&temporary(&folder)))
    }
}

fn temporary(folder: &TempDir) -> PathBuf {
    folder.path().join("tmp")
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the temporary folder");
    entries.map(|entry| entry.expect("an entry of the temporary folder").path()).collect()
}
