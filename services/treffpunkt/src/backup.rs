//! A copy of all three databases as of one moment.

use std::io;
use std::path::{Path, PathBuf};

use shared::db::{self, Db};

use crate::data_dir::{database_in, make_private, make_private_file};
use crate::databases::Databases;

#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    #[error("{folder} is there already; a backup goes into a new folder")]
    FolderExists { folder: PathBuf },
    #[error("{folder} cannot be made")]
    Folder { folder: PathBuf, source: io::Error },
    #[error("the databases cannot be copied")]
    Database(#[from] db::Error),
}

/// Copies the databases into a new folder that only its owner can read. Nobody writes meanwhile, so that the copies fit
/// together: what one service has told, the other has heard or still finds in the outbox.
pub async fn backup(databases: &Databases, folder: &Path) -> Result<(), BackupError> {
    make_folder(folder)?;
    let Databases { registration, feedback, notification } = databases;
    let mut conns =
        (registration.conn().await?, feedback.conn().await?, notification.conn().await?);
    conns
        .0
        .transaction(async |_| {
            conns
                .1
                .transaction(async |_| {
                    conns.2.transaction(async |_| copy_all(databases, folder).await).await
                })
                .await
        })
        .await
}

async fn copy_all(databases: &Databases, folder: &Path) -> Result<(), BackupError> {
    for (service, db) in databases.by_name() {
        let file = database_in(folder, service);
        make_private_file(&file)
            .map_err(|source| BackupError::Folder { folder: folder.to_owned(), source })?;
        Db::copy_into(db, &file).await?;
    }
    Ok(())
}

fn make_folder(folder: &Path) -> Result<(), BackupError> {
    make_private(folder).map_err(|source| match source.kind() {
        io::ErrorKind::AlreadyExists => BackupError::FolderExists { folder: folder.to_owned() },
        _ => BackupError::Folder { folder: folder.to_owned(), source },
    })
}
