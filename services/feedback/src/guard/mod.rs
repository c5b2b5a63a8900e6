//! What may be shown of a question's totals, so that nobody learns what a few people answered.
//!
//! A cell under `k` is hidden, with enough others that neither the question's total nor these rules give it away.

#[cfg(test)]
mod attack;

/// What a reader sees of one option's count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cell {
    Shown(u32),
    /// Anything; also a large count can be hidden, to keep a small one company.
    Hidden,
    /// All, or all but fewer than `k`: that everybody said the same would tell what each of them said.
    NearlyAll,
}

/// The cells of one question, in the order of its options. Whoever knows the total and these rules still finds at least
/// `k` possible counts for every cell that is not shown; `attack` holds that by trying all.
pub fn cells(counts: &[u32], k: u32) -> Vec<Cell> {
    let total: u32 = counts.iter().sum();
    // Of so few, even "nearly all" would say too much.
    if total < 2 * k {
        return vec![Cell::Hidden; counts.len()];
    }
    if let Some(nearly_all) = counts.iter().position(|count| total - count < k) {
        let cell = |option| if option == nearly_all { Cell::NearlyAll } else { Cell::Hidden };
        return (0..counts.len()).map(cell).collect();
    }
    let hidden = hidden(counts, k);
    let cell = |(option, count): (usize, &u32)| match hidden.contains(&option) {
        true => Cell::Hidden,
        false => Cell::Shown(*count),
    };
    counts.iter().enumerate().map(cell).collect()
}

/// The options to hide: the small ones and, as company, those that follow them. By place and not by size: hiding the
/// smallest would tell that the hidden one is no larger than those shown.
fn hidden(counts: &[u32], k: u32) -> Vec<usize> {
    let mut hidden: Vec<usize> = (0..counts.len()).filter(|option| counts[*option] < k).collect();
    let Some(last) = hidden.last().copied() else { return hidden };
    let company = (1..counts.len()).map(|step| (last + step) % counts.len());
    let large: Vec<usize> = company.filter(|option| counts[*option] >= k).collect();
    for (with, option) in (1..).zip(large) {
        hidden.push(option);
        let sum: u32 = hidden.iter().map(|option| counts[*option]).sum();
        // So much that each small cell could be anything below k, whatever the company is.
        if sum >= k * with + k - 1 {
            break;
        }
    }
    hidden
}
