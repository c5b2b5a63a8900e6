//! How fast it is, in ratios to what the same machine does otherwise in the same run: `tests/load/run`.

mod answers;
mod embedded;
mod events;
mod growth;
mod mails;
mod memory;
mod page;
mod rush;
mod sign_ups;

use std::time::Instant;

use load::report::{Report, load_average, surroundings};

/// How much to do.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Shows that all runs through, in seconds.
    small: bool,
}

impl Size {
    fn of<T>(self, small: T, full: T) -> T {
        if self.small { small } else { full }
    }
}

const NAMES: [&str; 9] =
    ["sign_ups", "embedded", "page", "rush", "growth", "memory", "events", "mails", "answers"];

#[tokio::main]
async fn main() {
    // Cargo says `--bench` to every benchmark.
    let said: Vec<_> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let (options, names): (Vec<_>, Vec<_>) = said.iter().partition(|word| word.starts_with("--"));
    let size = Size { small: options.iter().any(|option| *option == "--small") };
    let mut report = Report::default();
    println!("{}\n", surroundings().await);
    let begun = Instant::now();
    for name in NAMES {
        if names.is_empty() || names.iter().any(|wanted| *wanted == name) {
            eprintln!("— {name}");
            run(name, size, &mut report).await;
        }
    }
    println!("{report}");
    println!("After {} s; load average {}.", begun.elapsed().as_secs(), load_average());
}

async fn run(name: &str, size: Size, report: &mut Report) {
    match name {
        "sign_ups" => sign_ups::run(size, report).await,
        "embedded" => embedded::run(size, report).await,
        "page" => page::run(size, report).await,
        "rush" => rush::run(size, report).await,
        "growth" => growth::run(size, report).await,
        "memory" => memory::run(size, report).await,
        "events" => events::run(size, report).await,
        "mails" => mails::run(size, report).await,
        _ => answers::run(size, report).await,
    }
}
