//! Options without an order: a count under `k` is hidden, with enough others that the total does not give it away.

use super::{Cell, Span};

/// The options of one question, each by itself; nothing where too few have answered.
pub fn hide(counts: &[u32], k: u32) -> Vec<Span> {
    let total: u32 = counts.iter().sum();
    // Of so few, even "nearly all" would say too much.
    if total < 2 * k {
        return Vec::new();
    }
    let cells = (0..counts.len()).map(|option| Span::of_one(option, Cell::Hidden));
    let mut spans: Vec<Span> = cells.collect();
    if let Some(nearly_all) = counts.iter().position(|count| total - count < k) {
        spans[nearly_all].cell = Cell::AtLeast(total + 1 - k);
        return spans;
    }
    let hidden = hidden(counts, k);
    for option in (0..counts.len()).filter(|option| !hidden.contains(option)) {
        spans[option].cell = Cell::Shown(counts[option]);
    }
    spans
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

#[cfg(test)]
mod tests {
    use super::Cell::{AtLeast, Hidden, Shown};
    use super::*;

    fn cells(counts: &[u32]) -> Vec<Cell> {
        hide(counts, 5).into_iter().map(|span| span.cell).collect()
    }

    #[test]
    fn large_ones_are_shown_and_small_ones_have_company() {
        assert_eq!(cells(&[15, 25, 7]), [Shown(15), Shown(25), Shown(7)]);
        assert_eq!(cells(&[12, 2, 26, 9]), [Shown(12), Hidden, Hidden, Shown(9)]);
    }

    #[test]
    fn everybody_said_the_same() {
        assert_eq!(cells(&[0, 40, 0]), [Hidden, AtLeast(36), Hidden]);
        assert_eq!(cells(&[3, 36, 1]), [Hidden, AtLeast(36), Hidden]);
        assert_eq!(cells(&[0, 9, 0]), []);
    }
}
