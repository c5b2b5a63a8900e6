//! What the processes under load take (proc(5)).

use std::fs;
use std::process;

/// The memory in use (`VmRSS`) of each child process with this name, in MiB.
#[must_use]
pub fn memory_of(name: &str) -> Vec<u64> {
    let processes = fs::read_dir("/proc").expect("Linux").flatten();
    let status = |entry: fs::DirEntry| fs::read_to_string(entry.path().join("status")).ok();
    processes.filter_map(status).filter(|status| is_child(status, name)).map(|s| rss(&s)).collect()
}

fn is_child(status: &str, name: &str) -> bool {
    // The kernel keeps 15 characters of a name.
    let name = &name[..name.len().min(15)];
    field(status, "Name:") == Some(name)
        && field(status, "PPid:") == Some(process::id().to_string().as_str())
}

fn rss(status: &str) -> u64 {
    let size = field(status, "VmRSS:").and_then(|size| size.strip_suffix(" kB"));
    size.and_then(|size| size.parse::<u64>().ok()).expect("a size in kB") / 1024
}

fn field<'a>(status: &'a str, name: &str) -> Option<&'a str> {
    status.lines().find_map(|line| line.strip_prefix(name)).map(str::trim)
}
