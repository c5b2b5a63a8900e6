//! pgbench(1): what PostgreSQL itself can do, with the scripts of `pgbench/`.

use std::process::Command;

use parts::Postgres;
use parts::postgres::program;

use crate::{file, output};

/// More clients make contended transactions slower, and single ones faster.
const CLIENTS: [u32; 6] = [1, 4, 8, 16, 32, 64];

/// A database of its own, with the tables of `pgbench/tables.sql`.
pub struct Pgbench {
    url: String,
}

/// The best of several numbers of clients.
#[derive(Clone, Copy, Debug)]
pub struct Best {
    /// Transactions in a second.
    pub rate: f64,
    pub clients: u32,
}

impl Pgbench {
    pub async fn new(postgres: &Postgres) -> Self {
        let url = postgres.create_database("pgbench");
        let mut psql = Command::new(program("psql"));
        psql.args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-f"]).arg(file("pgbench/tables.sql"));
        output({
            psql.arg(&url);
            psql
        })
        .await;
        Self { url }
    }

    /// Runs a script for so many seconds with each number of clients.
    pub async fn best(&self, script: &str, seconds: u64) -> Best {
        let mut best = Best { rate: 0.0, clients: 0 };
        for clients in CLIENTS {
            let rate = self.run(script, clients, seconds).await;
            if rate > best.rate {
                best = Best { rate, clients };
            }
        }
        best
    }

    async fn run(&self, script: &str, clients: u32, seconds: u64) -> f64 {
        let mut pgbench = Command::new(program("pgbench"));
        pgbench.args(["--no-vacuum", "--protocol=prepared", "--jobs=1"]);
        pgbench.arg(format!("--client={clients}")).arg(format!("--time={seconds}"));
        pgbench.arg("--file").arg(file("pgbench").join(script)).arg(&self.url);
        let said = output(pgbench).await;
        let line = said.lines().find_map(|line| line.strip_prefix("tps = "));
        let number = line.and_then(|line| line.split(' ').next()?.parse().ok());
        number.unwrap_or_else(|| panic!("pgbench measured nothing: {said}"))
    }
}
