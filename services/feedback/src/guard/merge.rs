//! Options with an order: neighbours are counted together until every span holds at least `k`.
//!
//! From the first option on, a span ends where it has reached `k`; what is left at the end joins the last one. No other
//! way to merge gives more spans, and none gives less away: inside a span, all options but the one that completed it hold
//! fewer than `k` together. Any number from 0 to `k` − 1 is possible for each of them, the rest of the sum for the last.

use super::{Cell, Span};

/// The options of one question, merged; nothing where too few have answered.
pub fn merge(counts: &[u32], k: u32) -> Vec<Span> {
    let total: u32 = counts.iter().sum();
    if total < 2 * k {
        return Vec::new();
    }
    let completing = completing(counts, k);
    if let [only] = completing[..] {
        return around(only, counts.len(), total, k);
    }
    let mut begin = 0;
    let mut span = |(place, option): (usize, &usize)| {
        let end = if place + 1 == completing.len() { counts.len() } else { option + 1 };
        let options = std::mem::replace(&mut begin, end)..end;
        Span { cell: Cell::Shown(counts[options.clone()].iter().sum()), options }
    };
    completing.iter().enumerate().map(&mut span).collect()
}

/// The options with which a span reaches `k`.
fn completing(counts: &[u32], k: u32) -> Vec<usize> {
    let mut sum = 0;
    let completes = |option: &usize| {
        sum += counts[*option];
        let enough = sum >= k;
        if enough {
            sum = 0;
        }
        enough
    };
    (0..counts.len()).filter(completes).collect()
}

/// Where it all comes to one span: fewer than `k` stand on either side of the option that completed it. If these cannot be
/// as many as the option itself, that is what is shown. Whether they can is asked of the total, which everybody knows, and
/// not of the counts: a rule that asks these gives one away (see `attack`).
fn around(option: usize, options: usize, total: u32, k: u32) -> Vec<Span> {
    let sides = [0..option, option + 1..options];
    let at_sides = sides.iter().filter(|side| !side.is_empty()).map(|_| k - 1).sum::<u32>();
    let least = total - at_sides;
    if least <= at_sides {
        return vec![Span { options: 0..options, cell: Cell::Shown(total) }];
    }
    let [before, after] = sides.map(|options| Span { options, cell: Cell::Hidden });
    let spans = [before, Span::of_one(option, Cell::AtLeast(least)), after];
    spans.into_iter().filter(|span| !span.options.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Cell::{AtLeast, Hidden, Shown};
    use super::*;

    fn merged(counts: &[u32]) -> Vec<(Range, Cell)> {
        let pair = |span: Span| ((span.options.start, span.options.end), span.cell);
        merge(counts, 5).into_iter().map(pair).collect()
    }

    type Range = (usize, usize);

    #[test]
    fn neighbours_join_until_they_are_enough() {
        let expected = [((0, 3), Shown(6)), ((3, 4), Shown(14)), ((4, 5), Shown(22))];
        assert_eq!(merged(&[1, 0, 5, 14, 22]), expected);
        assert_eq!(merged(&[9, 7, 3]), [((0, 1), Shown(9)), ((1, 3), Shown(10))]);
    }

    #[test]
    fn nearly_everybody_said_the_same() {
        for (low, high) in [(0, 0), (4, 0), (1, 3)] {
            let expected = [((0, 3), Hidden), ((3, 4), AtLeast(32)), ((4, 5), Hidden)];
            assert_eq!(merged(&[0, low, 0, 40 - low - high, high]), expected);
        }
        assert_eq!(merged(&[40, 0, 0]), [((0, 1), AtLeast(36)), ((1, 3), Hidden)]);
        assert_eq!(merged(&[4, 8, 4]), [((0, 3), Shown(16))], "half of them are not nearly all");
        assert_eq!(merged(&[0, 9, 0]), [], "too few");
    }

    /// The largest number of spans of at least `k` each, over all ways to merge.
    fn most_spans(counts: &[u32], k: u32) -> usize {
        let rest_from = |end: usize| match end == counts.len() {
            true => 0,
            false => most_spans(&counts[end..], k),
        };
        let enough = |end: &usize| counts[..*end].iter().sum::<u32>() >= k;
        let whole = |end: &usize| *end == counts.len() || counts[*end..].iter().sum::<u32>() >= k;
        (1..=counts.len())
            .filter(enough)
            .filter(whole)
            .map(|end| 1 + rest_from(end))
            .max()
            .unwrap_or(0)
    }

    proptest! {
        #[test]
        fn spans_are_true_large_and_as_many_as_can_be(
            counts in prop::collection::vec(0_u32..20, 2..9),
            k in 2_u32..12,
        ) {
            let (spans, total) = (merge(&counts, k), counts.iter().sum::<u32>());
            prop_assume!(total >= 2 * k);
            let options = spans.iter().flat_map(|span| span.options.clone());
            prop_assert!(options.eq(0..counts.len()), "{spans:?}");
            for Span { options, cell } in &spans {
                let count: u32 = counts[options.clone()].iter().sum();
                match cell {
                    Cell::Shown(shown) => prop_assert!(*shown == count && count >= k),
                    Cell::AtLeast(least) => prop_assert!(count >= *least && 2 * least > total),
                    Cell::Hidden => prop_assert!(count < k),
                }
            }
            let whole = spans.iter().all(|span| matches!(span.cell, Cell::Shown(_)));
            prop_assert_eq!(if whole { spans.len() } else { 1 }, most_spans(&counts, k));
        }
    }
}
