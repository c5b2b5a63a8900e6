//! Somebody who knows the rules, the total and every cell that is shown tries all counts that would look the same.

use proptest::prelude::*;

use super::{Cell, cells};

type Rule = fn(&[u32], u32) -> Vec<Cell>;

/// Hides the small cells and nothing else: what must not be enough.
fn without_company(counts: &[u32], k: u32) -> Vec<Cell> {
    counts.iter().map(|count| if *count < k { Cell::Hidden } else { Cell::Shown(*count) }).collect()
}

/// Every way to spread a total over options.
fn spreads(total: u32, options: usize) -> Vec<Vec<u32>> {
    if options == 1 {
        return vec![vec![total]];
    }
    let with_first = |first: u32| {
        spreads(total - first, options - 1).into_iter().map(move |mut rest| {
            rest.insert(0, first);
            rest
        })
    };
    (0..=total).flat_map(with_first).collect()
}

/// The least number of possible counts that the attack leaves for any cell that is not shown; none where all are.
fn narrowest(rule: Rule, counts: &[u32], k: u32) -> Option<u32> {
    let seen = rule(counts, k);
    let mut possible = spreads(counts.iter().sum(), counts.len());
    possible.retain(|counts| rule(counts, k) == seen);
    let secret = (0..seen.len()).filter(|option| !matches!(seen[*option], Cell::Shown(_)));
    let width = |option: usize| {
        let of_option = || possible.iter().map(|counts| counts[option]);
        of_option().max().unwrap_or(0) - of_option().min().unwrap_or(0) + 1
    };
    secret.map(width).min()
}

fn holds(rule: Rule, counts: &[u32], k: u32) -> bool {
    narrowest(rule, counts, k).is_none_or(|width| width >= k)
}

#[test]
fn no_small_question_gives_a_cell_away() {
    for options in 2..=4 {
        for total in 3..=18 {
            for counts in spreads(total, options) {
                assert!(holds(cells, &counts, 3), "{counts:?} as {:?}", cells(&counts, 3));
            }
        }
    }
}

#[test]
fn without_company_the_attack_succeeds() {
    assert_eq!(narrowest(without_company, &[12, 2, 26], 5), Some(1));
    assert_eq!(narrowest(cells, &[12, 2, 26], 5), Some(5));
}

#[test]
fn everybody_said_the_same() {
    use Cell::{Hidden, NearlyAll, Shown};
    assert_eq!(cells(&[0, 40, 0], 5), [Hidden, NearlyAll, Hidden]);
    assert_eq!(cells(&[3, 36, 1], 5), [Hidden, NearlyAll, Hidden]);
    assert_eq!(cells(&[0, 5, 0], 5), [Hidden, Hidden, Hidden]);
    assert_eq!(cells(&[15, 25, 7], 5), [Shown(15), Shown(25), Shown(7)]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn no_question_gives_a_cell_away(counts in prop::collection::vec(0_u32..14, 2..5)) {
        // Whoever knew that fewer than k answered would know more than any page tells.
        prop_assume!(counts.iter().sum::<u32>() >= 5);
        prop_assert!(holds(cells, &counts, 5), "{:?} as {:?}", counts, cells(&counts, 5));
    }

    #[test]
    fn what_is_shown_is_true_and_large(counts in prop::collection::vec(0_u32..60, 1..12), k in 2_u32..12) {
        for (cell, count) in cells(&counts, k).into_iter().zip(&counts) {
            match cell {
                Cell::Shown(shown) => prop_assert!(shown == *count && shown >= k),
                Cell::NearlyAll => prop_assert!(counts.iter().sum::<u32>() - count < k),
                Cell::Hidden => {}
            }
        }
    }
}
