//! How the values of a column travel.

use std::collections::BTreeMap;

use diesel::sql_types::Text;
use diesel::{QueryableByName, sql_query};
use diesel_async::RunQueryDsl;
use shared::db::Conn;
use shared::on;

use super::MoveError;
use super::table::Table;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Id,
    Bytes,
    Instant,
    Truth,
    Text,
    Integer,
    BigInteger,
}

impl Kind {
    /// By PostgreSQL's name of the type; none of those that this program does not use.
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "uuid" => Self::Id,
            "bytea" => Self::Bytes,
            "timestamp with time zone" => Self::Instant,
            "boolean" => Self::Truth,
            "text" => Self::Text,
            "integer" => Self::Integer,
            "bigint" => Self::BigInteger,
            _ => return None,
        })
    }

    /// SQLite's expression for JSON, which has no bytes.
    pub fn told(self, column: &str) -> String {
        match self {
            Self::Id | Self::Bytes => format!("iif({column} IS NULL, NULL, hex({column}))"),
            _ => column.to_owned(),
        }
    }

    /// PostgreSQL's expression for a place in a row. SQLite keeps a moment as microseconds since 1970.
    pub fn read(self, at: usize) -> String {
        let value = format!("(r->>{at})");
        match self {
            Self::Id => format!("{value}::uuid"),
            Self::Bytes => format!("decode({value}, 'hex')"),
            Self::Instant => {
                format!("timestamptz 'epoch' + {value}::bigint * interval '1 microsecond'")
            }
            Self::Truth => format!("{value}::integer::boolean"),
            Self::Text => value,
            Self::Integer => format!("{value}::integer"),
            Self::BigInteger => format!("{value}::bigint"),
        }
    }
}

/// What each column of a table holds. Columns that count by themselves are none of those, because their counter would
/// have to go over, too.
pub async fn kinds(table: &Table, to: &mut Conn) -> Result<Vec<Kind>, MoveError> {
    #[derive(QueryableByName)]
    struct Column {
        #[diesel(sql_type = Text)]
        name: String,
        #[diesel(sql_type = Text)]
        kind: String,
    }
    let query = sql_query(
        "SELECT column_name::text AS name,
            CASE WHEN is_identity = 'YES' OR column_default LIKE 'nextval(%' THEN 'a counter'
                ELSE data_type::text END AS kind
        FROM information_schema.columns
        WHERE table_schema = current_schema() AND table_name = $1",
    )
    .bind::<Text, _>(&table.name);
    let columns: Vec<Column> = on!(to, |c| query.load(c).await)?;
    let kinds: BTreeMap<_, _> =
        columns.into_iter().map(|column| (column.name, column.kind)).collect();
    let kind = |column: &String| {
        let kind = kinds.get(column).map_or("nothing", String::as_str);
        Kind::of(kind).ok_or_else(|| MoveError::Column {
            table: table.name.clone(),
            column: column.clone(),
            kind: kind.to_owned(),
        })
    };
    table.columns.iter().map(kind).collect()
}
