//! The folder of the databases: one SQLite file for each service.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// The services, in the order in which their databases are locked where more than one is.
pub const SERVICES: [&str; 3] = ["registration", "feedback", "notification"];

#[derive(Debug, thiserror::Error)]
pub enum DataDirError {
    #[error("DATA_DIR: {folder} cannot be made")]
    CannotMake { folder: PathBuf, source: io::Error },
    #[error("DATA_DIR: {folder} cannot be written to")]
    NotWritable { folder: PathBuf, source: io::Error },
    #[error("DATA_DIR: another treffpunkt works in {folder}")]
    InUse { folder: PathBuf },
    #[error("DATA_DIR: a restore into {folder} was not finished; please run it again")]
    HalfRestored { folder: PathBuf },
}

/// The folder, and with [`DataDir::lock`] the sign that somebody works in it.
#[derive(Debug, Clone)]
pub struct DataDir(PathBuf);

/// Kept as long as the process works in the folder; the system takes it back even after a kill.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl DataDir {
    /// The folder, made where it is missing: readable by its owner alone.
    pub fn new(folder: PathBuf) -> Result<Self, DataDirError> {
        if folder.is_dir() {
            return Ok(Self(folder));
        }
        match make_private(&folder) {
            Ok(()) => Ok(Self(folder)),
            Err(source) => Err(DataDirError::CannotMake { folder, source }),
        }
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// A service's database file.
    pub fn database(&self, service: &str) -> PathBuf {
        database_in(&self.0, service)
    }

    /// What shows that a restore is under way.
    pub fn restore_mark(&self) -> PathBuf {
        self.0.join("restore-under-way")
    }

    /// Refuses a second process that would work in the folder.
    pub fn lock(&self) -> Result<Lock, DataDirError> {
        let not_writable = |source| DataDirError::NotWritable { folder: self.0.clone(), source };
        let file = File::create(self.0.join("treffpunkt.lock")).map_err(not_writable)?;
        match file.try_lock() {
            Ok(()) => Ok(Lock { _file: file }),
            Err(TryLockError::WouldBlock) => Err(DataDirError::InUse { folder: self.0.clone() }),
            Err(TryLockError::Error(source)) => Err(not_writable(source)),
        }
    }

    /// Refuses a folder in which a restore broke off.
    pub fn check_whole(&self) -> Result<(), DataDirError> {
        if self.restore_mark().exists() {
            return Err(DataDirError::HalfRestored { folder: self.0.clone() });
        }
        Ok(())
    }

    pub fn has_databases(&self) -> bool {
        SERVICES.iter().any(|service| self.database(service).exists())
    }
}

/// Makes a folder that only its owner can read: it will hold personal data.
pub fn make_private(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().mode(0o700).create(folder)
}

/// Makes a file that only its owner can read, unless it is there. SQLite's log files take after it.
pub fn make_private_file(file: &Path) -> io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    fs::OpenOptions::new().append(true).create(true).mode(0o600).open(file).map(drop)
}

/// A service's database file in a folder.
pub fn database_in(folder: &Path, service: &str) -> PathBuf {
    folder.join(format!("{service}.db"))
}

/// Removes a SQLite database with its log.
pub fn remove_database(file: &Path) -> io::Result<()> {
    for ending in ["", "-wal", "-shm"] {
        let part = PathBuf::from(format!("{}{ending}", file.display()));
        if part.exists() {
            fs::remove_file(part)?;
        }
    }
    Ok(())
}
