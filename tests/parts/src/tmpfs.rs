//! A small disk that can run full.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::find;

/// Unmounts the folder when its standard input closes; at once for those who look, later for who still holds a file.
const WATCHDOG: &str = r#"read -r _; umount --lazy "$0" && rmdir "$0""#;

/// A file system in memory of a given size, mounted until the value is dropped or the process ends.
pub struct TmpFs {
    path: PathBuf,
    watchdog: Child,
}

impl TmpFs {
    /// # Panics
    /// Also when not run as root, who alone may mount.
    pub fn new(megabytes: u32) -> Self {
        assert!(find::is_root(), "a small disk can be mounted by root only");
        let folder = tempfile::Builder::new()
            .prefix("treffpunkt-disk-")
            .tempdir()
            .expect("a temporary folder");
        let mut mount = Command::new("mount");
        mount
            .args(["-t", "tmpfs", "-o", &format!("size={megabytes}m,mode=0755"), "tmpfs"])
            .arg(folder.path());
        assert!(mount.status().expect("mount(8)").success(), "a small disk cannot be mounted here");
        let path = folder.keep();
        let mut shell = Command::new("sh");
        shell.args(["-c", WATCHDOG]).arg(&path).stdin(Stdio::piped()).process_group(0);
        Self { watchdog: shell.spawn().expect("a shell"), path }
    }

    /// Where it is mounted.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Takes all the room that is left.
    pub fn fill(&self) {
        let mut filler =
            File::options().create(true).append(true).open(self.filler()).expect("a file");
        let zeros = [0; 4096];
        let full = std::iter::repeat_with(|| filler.write_all(&zeros))
            .find_map(Result::err)
            .expect("an end");
        assert_eq!(full.kind(), ErrorKind::StorageFull, "{full}");
    }

    /// Gives back what [`fill`](Self::fill) took.
    pub fn free(&self) {
        fs::remove_file(self.filler()).expect("a disk that was filled");
    }

    fn filler(&self) -> PathBuf {
        self.path.join("filler")
    }
}

impl Drop for TmpFs {
    fn drop(&mut self) {
        drop(self.watchdog.stdin.take());
        // The watchdog says itself on standard error what it could not do.
        self.watchdog.wait().ok();
    }
}
