//! Where SQLite's blocking statements run.

use std::error::Error;
use std::pin::Pin;
use std::sync::mpsc;
use std::task::{Context, Poll, ready};

use diesel_async::sync_connection_wrapper::SpawnBlocking;
use futures_util::future::BoxFuture;
use tokio::task::{JoinHandle, spawn_blocking};

/// tokio's blocking threads. diesel-async has the same, but a future that is dropped while its statement runs panics
/// there on a single-threaded runtime, as each thread of the HTTP server is one.
pub struct BlockingThreads;

impl SpawnBlocking for BlockingThreads {
    fn spawn_blocking<'a, R: Send + 'static>(
        &mut self,
        task: impl FnOnce() -> R + Send + 'static,
    ) -> BoxFuture<'a, Result<R, Box<dyn Error + Send + Sync>>> {
        let (ended, end) = mpsc::channel::<()>();
        let task = spawn_blocking(move || {
            let result = task();
            drop(ended);
            result
        });
        Box::pin(Running { task, end })
    }

    fn get_runtime() -> Self {
        Self
    }
}

struct Running<R> {
    task: JoinHandle<R>,
    end: mpsc::Receiver<()>,
}

impl<R> Future for Running<R> {
    type Output = Result<R, Box<dyn Error + Send + Sync>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let result = ready!(Pin::new(&mut self.task).poll(context));
        Poll::Ready(result.map_err(Box::from))
    }
}

impl<R> Drop for Running<R> {
    /// Waits for the statement's end: the pool looks at the connection next, to see whether a transaction is open.
    fn drop(&mut self) {
        // Nothing is ever sent; the other side goes when the statement has ended, however it did.
        let _ = self.end.recv();
    }
}
