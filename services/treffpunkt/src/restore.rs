//! Putting a backup in the place of the data.
//!
//! Two things must not come back with it: mails that were sent since (so all are held until a person says go), and
//! surveys that were closed since (so what is closed now stays closed).

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use shared::db;
use shared::ids::SurveyId;

use crate::data_dir::{DataDir, DataDirError, SERVICES, database_in, remove_database};
use crate::databases::{Databases, OpenError};

#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    #[error(transparent)]
    DataDir(#[from] DataDirError),
    #[error("there are data already; with --replace they are thrown away")]
    DataExist,
    #[error("{file} is missing: this is no backup")]
    NoBackup { file: PathBuf },
    #[error("{file} is damaged")]
    Damaged { file: PathBuf },
    #[error("the files cannot be copied")]
    File(#[from] io::Error),
    #[error("the databases cannot be read")]
    Database(#[from] db::Error),
    #[error(transparent)]
    Open(#[from] OpenError),
}

/// Replaces the data by a backup. If it breaks off, the site does not start until it was run again.
pub async fn restore(data: &DataDir, backup: &Path, replace: bool) -> Result<(), RestoreError> {
    let _lock = data.lock()?;
    let half_restored = data.restore_mark().exists();
    if data.has_databases() && !replace && !half_restored {
        return Err(RestoreError::DataExist);
    }
    let restored = tempfile::tempdir_in(data.path())?;
    copy_checked(backup, restored.path()).await?;
    make_safe(restored.path(), &closed_surveys(data).await?).await?;

    fs::write(data.restore_mark(), [])?;
    for service in SERVICES {
        remove_database(&data.database(service))?;
        fs::rename(database_in(restored.path(), service), data.database(service))?;
    }
    Ok(fs::remove_file(data.restore_mark())?)
}

/// Copies the backup's files beside the data and sees that each is whole.
async fn copy_checked(backup: &Path, folder: &Path) -> Result<(), RestoreError> {
    for service in SERVICES {
        let file = database_in(backup, service);
        if !file.is_file() {
            return Err(RestoreError::NoBackup { file });
        }
        let copy = database_in(folder, service);
        fs::copy(&file, &copy)?;
        let sound = async { db::Db::open_sqlite(&copy).await?.is_sound().await };
        if !sound.await.unwrap_or(false) {
            return Err(RestoreError::Damaged { file });
        }
    }
    Ok(())
}

/// The surveys that are closed in the data to be replaced.
async fn closed_surveys(data: &DataDir) -> Result<Vec<SurveyId>, RestoreError> {
    if !SERVICES.iter().all(|service| data.database(service).exists()) {
        return Ok(Vec::new());
    }
    let databases = Databases::open(data.path()).await?;
    Ok(feedback::closed(&mut databases.feedback.conn().await?).await?)
}

async fn make_safe(folder: &Path, closed: &[SurveyId]) -> Result<(), RestoreError> {
    let databases = Databases::open(folder).await?;
    notification::hold(&mut databases.notification.conn().await?).await?;
    feedback::close_again(&mut databases.feedback.conn().await?, closed).await?;
    for (_, db) in databases.by_name() {
        db.fold_log().await?;
    }
    Ok(())
}
