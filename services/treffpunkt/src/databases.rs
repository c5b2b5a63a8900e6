//! The three databases of the embedded default.

use std::io;
use std::path::Path;

use shared::db::{self, Db};

use crate::data_dir::{SERVICES, database_in, make_private_file};

#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("the folder of the databases cannot be written to")]
    File(#[from] io::Error),
    #[error("a database cannot be opened")]
    Database(#[from] db::Error),
}

#[derive(Clone)]
pub struct Databases {
    pub registration: Db,
    pub feedback: Db,
    pub notification: Db,
}

impl Databases {
    /// Opens the files of a folder, makes what is missing, and brings them to the shape that the services expect.
    pub async fn open(folder: &Path) -> Result<Self, OpenError> {
        let [registration, feedback, notification] = SERVICES;
        for service in SERVICES {
            make_private_file(&database_in(folder, service))?;
        }
        let databases = Self {
            registration: Db::open_sqlite(&database_in(folder, registration)).await?,
            feedback: Db::open_sqlite(&database_in(folder, feedback)).await?,
            notification: Db::open_sqlite(&database_in(folder, notification)).await?,
        };
        databases.registration.migrate(&registration::MIGRATIONS).await?;
        databases.feedback.migrate(&feedback::MIGRATIONS).await?;
        databases.notification.migrate(&notification::MIGRATIONS).await?;
        Ok(databases)
    }

    /// Each with the name of its service.
    pub fn by_name(&self) -> [(&'static str, &Db); 3] {
        let [registration, feedback, notification] = SERVICES;
        [
            (registration, &self.registration),
            (feedback, &self.feedback),
            (notification, &self.notification),
        ]
    }
}
