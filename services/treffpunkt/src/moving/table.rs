//! The tables of a SQLite database, as it describes them itself.

use diesel::sql_types::{BigInt, Integer, Text};
use diesel::{QueryableByName, sql_query};
use diesel_async::RunQueryDsl;
use shared::db::Conn;
use shared::on;

use super::MoveError;

/// A table with the columns of its primary key, and how many rows it has.
pub struct Table {
    pub name: String,
    pub columns: Vec<String>,
    pub key: Vec<String>,
    pub rows: i64,
    refers_to: Vec<String>,
}

/// Our tables: not SQLite's own, and not the list of migrations.
const OURS: &str =
    "s.type = 'table' AND s.name NOT LIKE 'sqlite%' AND s.name NOT LIKE '\\_\\_%' ESCAPE '\\'";

/// All tables, each after those that it refers to.
pub async fn tables(conn: &mut Conn) -> Result<Vec<Table>, MoveError> {
    let columns = columns(conn).await?;
    let mut tables = Vec::new();
    for own in columns.chunk_by(|a, b| a.table == b.table) {
        let name = own[0].table.clone();
        let mut key: Vec<_> = own.iter().filter(|column| column.place_in_key > 0).collect();
        key.sort_by_key(|column| column.place_in_key);
        tables.push(Table {
            columns: own.iter().map(|column| column.name.clone()).collect(),
            key: key.into_iter().map(|column| column.name.clone()).collect(),
            rows: count(conn, &name).await?,
            refers_to: references(conn, &name).await?,
            name,
        });
    }
    in_order(tables)
}

fn in_order(mut tables: Vec<Table>) -> Result<Vec<Table>, MoveError> {
    let mut ordered: Vec<Table> = Vec::new();
    while !tables.is_empty() {
        let is_there = |name: &String| ordered.iter().any(|table| table.name == *name);
        let (next, rest): (Vec<_>, Vec<_>) =
            tables.into_iter().partition(|table| table.refers_to.iter().all(is_there));
        if next.is_empty() {
            let names: Vec<_> = rest.into_iter().map(|table| table.name).collect();
            return Err(MoveError::Circle { tables: names.join(", ") });
        }
        ordered.extend(next);
        tables = rest;
    }
    Ok(ordered)
}

/// <https://sqlite.org/pragma.html#pragma_table_info>
#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    table: String,
    #[diesel(sql_type = Text)]
    name: String,
    /// From 1; 0 is a column that is not in the key.
    #[diesel(sql_type = Integer)]
    place_in_key: i32,
}

async fn columns(conn: &mut Conn) -> Result<Vec<Column>, MoveError> {
    let query = format!(
        "SELECT s.name AS \"table\", c.name, c.pk AS place_in_key
        FROM sqlite_schema s, pragma_table_info(s.name) c WHERE {OURS} ORDER BY s.name, c.cid"
    );
    Ok(on!(conn, |c| sql_query(query).load(c).await)?)
}

/// The other tables that a table's foreign keys name.
async fn references(conn: &mut Conn, table: &str) -> Result<Vec<String>, MoveError> {
    #[derive(QueryableByName)]
    struct Reference {
        #[diesel(sql_type = Text)]
        table: String,
    }
    let query = format!("SELECT \"table\" FROM pragma_foreign_key_list('{table}')");
    let references: Vec<Reference> = on!(conn, |c| sql_query(query).load(c).await)?;
    let names = references.into_iter().map(|reference| reference.table);
    Ok(names.filter(|name| name != table).collect())
}

/// How many rows a table has, on either database.
pub async fn count(conn: &mut Conn, table: &str) -> Result<i64, MoveError> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        rows: i64,
    }
    let query = format!("SELECT count(*) AS rows FROM \"{table}\"");
    let count: Count = on!(conn, |c| sql_query(query).get_result(c).await)?;
    Ok(count.rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(name: &str, refers_to: &[&str]) -> Table {
        let refers_to = refers_to.iter().map(|&name| name.to_owned()).collect();
        Table { name: name.to_owned(), columns: vec![], key: vec![], rows: 0, refers_to }
    }

    #[test]
    fn what_is_referred_to_comes_first() {
        let tables = vec![table("a", &["b", "c"]), table("b", &["c"]), table("c", &[])];
        let ordered = in_order(tables).expect("no circle");
        assert!(ordered.iter().map(|table| table.name.as_str()).eq(["c", "b", "a"]));
    }

    #[test]
    fn a_circle_is_refused() {
        let tables = vec![table("a", &["b"]), table("b", &["a"]), table("c", &[])];
        assert!(matches!(in_order(tables), Err(MoveError::Circle { tables }) if tables == "a, b"));
    }
}
