//! What may be shown of a question's totals, so that nobody learns what a few people answered.
//!
//! Options that have an order are [merged](merge) with their neighbours, others are [hidden](hide). What both hold:
//!
//! - Every number stands for at least `k` people, and of fewer than 2`k` answers nothing is shown at all.
//! - Whoever knows these rules and the number of answers still finds at least `k` different counts for every option whose
//!   own count is not shown; one that nobody chose is as secret as one that `k` − 1 chose. `attack` tries all counts.
//! - That everybody said the same is never shown: it would tell what each of them said.
//!
//! It holds for one question at one time. Who compares two times learns what lies between: a whole step of the letter
//! box, which is why no step is smaller than `k`.

#[cfg(test)]
mod attack;
mod hide;
mod merge;

use std::ops::Range;

pub use hide::hide;
pub use merge::merge;

/// Options that are counted as one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Span {
    /// Their places among the question's options.
    pub options: Range<usize>,
    pub cell: Cell,
}

/// What a reader sees of a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cell {
    Shown(u32),
    /// So many or more: what can be said of nearly all without telling that it was all.
    AtLeast(u32),
    /// Anything; also a large count can be hidden, to keep a small one company.
    Hidden,
}

impl Span {
    fn of_one(option: usize, cell: Cell) -> Self {
        Self { options: option..option + 1, cell }
    }
}
