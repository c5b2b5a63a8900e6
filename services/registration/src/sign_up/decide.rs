//! The decision: who of those who signed up gets a place. All who wait are decided in one transaction, in their order,
//! and written as sets; see [`shared::writer`].

use futures_util::future::BoxFuture;
use shared::Conn;
use shared::db::Result;
use shared::seal::SealKey;
use shared::writer::Decide;

use super::batch::Batch;
use super::{Counts, Outcome, SignUp};
use crate::waiting_list::{Admission, Places};

/// Decides sign-ups.
pub struct SignUps {
    pub(super) needs: SealKey,
    pub(super) counts: Counts,
    /// The rule of the places. Tests put another one in, to see that they would find it out.
    pub(super) admit: fn(&mut Places) -> Admission,
}

impl SignUps {
    pub fn new(needs: SealKey, counts: Counts) -> Self {
        Self { needs, counts, admit: Places::admit }
    }

    async fn decide_all(&self, conn: &mut Conn, commands: &[SignUp]) -> Result<Vec<Outcome>> {
        self.counts.count_batch(commands.len());
        let mut batch = Batch::read(conn, commands).await?;
        let outcomes = commands.iter().map(|command| batch.decide(self, command)).collect();
        batch.write(conn).await?;
        Ok(outcomes)
    }
}

impl Decide for SignUps {
    type Command = SignUp;
    type Outcome = Outcome;

    fn decide<'a>(
        &'a self,
        conn: &'a mut Conn,
        commands: &'a [SignUp],
    ) -> BoxFuture<'a, Result<Vec<Outcome>>> {
        Box::pin(self.decide_all(conn, commands))
    }
}
