//! Moving the embedded data to the databases of the three services.
//!
//! Every table goes over as rows in JSON, in the order of its primary key: the order in which answers and letters came
//! stays behind. All or nothing: no database keeps anything before the last row of the last one was counted.

mod carry;
mod kind;
mod table;

use std::io;

use secrecy::{ExposeSecret, SecretString};
use shared::db::{self, Conn, Db};
use shared::settings::{SettingError, Source};

use crate::data_dir::{DataDir, DataDirError};
use crate::databases::{Databases, OpenError};
pub use carry::Moved;
use table::{Table, tables};

/// What `move --help` says of where to.
pub const HELP: &str = "\
From DATA_DIR to the databases that these name; each can be given as NAME_FILE, too, the path of a file that holds it:

  REGISTRATION_DATABASE_URL, FEEDBACK_DATABASE_URL, NOTIFICATION_DATABASE_URL
                       postgres://user:password@host/database, as DATABASE_URL of the service";

#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    #[error(transparent)]
    DataDir(#[from] DataDirError),
    #[error("there are no data in DATA_DIR")]
    NoData,
    #[error(transparent)]
    Setting(#[from] SettingError),
    #[error("a database for comparison cannot be made")]
    Comparison(#[from] io::Error),
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error("{name}")]
    Target { name: &'static str, source: db::Error },
    #[error("the database of {service} is not empty: {table} has rows")]
    NotEmpty { service: &'static str, table: String },
    #[error("{table}.{column} cannot be moved: PostgreSQL has it as {kind}")]
    Column { table: String, column: String, kind: String },
    #[error("the foreign keys of {tables} go in circles")]
    Circle { tables: String },
    #[error("{table} has {there} rows, but {here} came over")]
    Differs { table: String, there: i64, here: i64 },
    #[error("the rows cannot be copied")]
    Database(#[from] db::Error),
}

impl From<diesel::result::Error> for MoveError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Database(error.into())
    }
}

/// Moves everything, and says for each table how many rows there are. The embedded program must be stopped; its data
/// stay as they are.
pub async fn move_over(data: &DataDir, settings: &Source<'_>) -> Result<Vec<Moved>, MoveError> {
    let _lock = data.lock()?;
    data.check_whole()?;
    if !data.has_databases() {
        return Err(MoveError::NoData);
    }
    let from = Databases::open(data.path()).await?;
    let to = targets(settings).await?;
    let folder = tempfile::tempdir()?;
    let new = Databases::open(folder.path()).await?;
    let mut ways = Vec::new();
    for (((service, from), (_, to)), (_, new)) in
        from.by_name().into_iter().zip(to.by_name()).zip(new.by_name())
    {
        let (from, to, mut new) = (from.conn().await?, to.conn().await?, new.conn().await?);
        ways.push(Way { service, tables: tables(&mut new).await?, from, to });
    }
    carry_all(&mut ways).await
}

/// From a service's SQLite file to its PostgreSQL database. A new database is not quite empty: `tables` say what is in
/// one.
struct Way {
    service: &'static str,
    tables: Vec<Table>,
    from: Conn,
    to: Conn,
}

/// One transaction within the other, so that all databases are as of one moment, and all commit or none.
async fn carry_all(ways: &mut [Way]) -> Result<Vec<Moved>, MoveError> {
    let Some((Way { service, tables, from, to }, others)) = ways.split_first_mut() else {
        return Ok(Vec::new());
    };
    from.transaction(async |from| {
        to.transaction(async |to| {
            let mut moved = carry::carry(service, tables, from, to).await?;
            moved.extend(Box::pin(carry_all(others)).await?);
            Ok(moved)
        })
        .await
    })
    .await
}

/// The services' databases, in the shape that they expect.
async fn targets(settings: &Source<'_>) -> Result<Databases, MoveError> {
    let url = |name| {
        let missing = SettingError::Missing { name, reason: "this is where the data go" };
        Ok::<_, SettingError>((name, settings.secret(name)?.ok_or(missing)?))
    };
    let registration = url("REGISTRATION_DATABASE_URL")?;
    let feedback = url("FEEDBACK_DATABASE_URL")?;
    let notification = url("NOTIFICATION_DATABASE_URL")?;
    Ok(Databases {
        registration: target(registration, &registration::MIGRATIONS).await?,
        feedback: target(feedback, &feedback::MIGRATIONS).await?,
        notification: target(notification, &notification::MIGRATIONS).await?,
    })
}

async fn target(
    (name, url): (&'static str, SecretString),
    migrations: &'static db::Migrations,
) -> Result<Db, MoveError> {
    let open = async {
        let db = Db::open_postgres(url.expose_secret()).await?;
        db.migrate(migrations).await?;
        Ok(db)
    };
    open.await.map_err(|source| MoveError::Target { name, source })
}
