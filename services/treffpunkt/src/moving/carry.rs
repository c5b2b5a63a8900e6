//! Rows from SQLite to PostgreSQL, as JSON: SQLite writes an array of arrays, PostgreSQL takes it apart again.

use diesel::sql_types::Text;
use diesel::{QueryableByName, sql_query};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use shared::db::Conn;
use shared::on;

use super::MoveError;
use super::kind::{Kind, kinds};
use super::table::{Table, count};

/// Rows that go over at a time: some megabytes.
const BATCH: usize = 10_000;

/// A table that went over, with its rows on both sides.
pub struct Moved {
    pub service: &'static str,
    pub table: String,
    pub rows: i64,
}

/// Fills a service's new database with the rows of another. Call it in a transaction on both.
pub async fn carry(
    service: &'static str,
    tables: &[Table],
    from: &mut Conn,
    to: &mut Conn,
) -> Result<Vec<Moved>, MoveError> {
    take_over(service, tables, to).await?;
    let mut moved = Vec::new();
    for table in tables {
        let rows = carry_table(table, from, to).await?;
        moved.push(Moved { service, table: table.name.clone(), rows });
    }
    Ok(moved)
}

/// Keeps everybody else out of the database, sees that it is as new, and takes out what migrations put in.
async fn take_over(
    service: &'static str,
    tables: &[Table],
    to: &mut Conn,
) -> Result<(), MoveError> {
    let names: Vec<_> = tables.iter().map(|table| quoted(&table.name)).collect();
    let names = names.join(", ");
    // The transaction waits while the other databases are filled.
    let alone = format!(
        "SET LOCAL idle_in_transaction_session_timeout = 0;
        LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE"
    );
    on!(to, |c| c.batch_execute(&alone).await)?;
    for table in tables {
        if count(to, &table.name).await? != table.rows {
            return Err(MoveError::NotEmpty { service, table: table.name.clone() });
        }
    }
    Ok(on!(to, |c| c.batch_execute(&format!("TRUNCATE {names}")).await)?)
}

async fn carry_table(table: &Table, from: &mut Conn, to: &mut Conn) -> Result<i64, MoveError> {
    let kinds = kinds(table, to).await?;
    let insert = insert(table, &kinds);
    for batch in 0.. {
        let rows = Rows::read(from, select(table, &kinds, batch)).await?;
        let insert = sql_query(&insert).bind::<Text, _>(rows.json);
        let inserted = on!(to, |c| insert.execute(c).await)?;
        if inserted < BATCH {
            break;
        }
    }
    let (there, here) = (count(from, &table.name).await?, count(to, &table.name).await?);
    if there == here {
        return Ok(here);
    }
    Err(MoveError::Differs { table: table.name.clone(), there, here })
}

#[derive(QueryableByName)]
struct Rows {
    #[diesel(sql_type = Text)]
    json: String,
}

impl Rows {
    async fn read(from: &mut Conn, select: String) -> Result<Self, MoveError> {
        Ok(on!(from, |c| sql_query(select).get_result(c).await)?)
    }
}

/// A part of the rows, in the order of the primary key.
fn select(table: &Table, kinds: &[Kind], batch: usize) -> String {
    let values = table.columns.iter().zip(kinds).map(|(column, kind)| kind.told(&quoted(column)));
    let values: Vec<_> = values.collect();
    let key: Vec<_> = table.key.iter().map(|column| quoted(column)).collect();
    format!(
        "SELECT json_group_array(json_array({})) AS json
        FROM (SELECT * FROM {} ORDER BY {} LIMIT {BATCH} OFFSET {})",
        values.join(", "),
        quoted(&table.name),
        key.join(", "),
        batch * BATCH,
    )
}

fn insert(table: &Table, kinds: &[Kind]) -> String {
    let columns: Vec<_> = table.columns.iter().map(|column| quoted(column)).collect();
    let values: Vec<_> = kinds.iter().enumerate().map(|(at, kind)| kind.read(at)).collect();
    format!(
        "INSERT INTO {} ({}) SELECT {} FROM jsonb_array_elements($1::jsonb) AS r",
        quoted(&table.name),
        columns.join(", "),
        values.join(", "),
    )
}

fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}
