//! Somebody who knows the rules, the total and everything that is shown tries all counts that would look the same.

use std::collections::{HashMap, HashSet};

use proptest::prelude::*;

use super::{Cell, Span, hide, merge};

type Rule = fn(&[u32], u32) -> Vec<Span>;

const RULES: [Rule; 2] = [hide, merge];

/// Hides the small cells and nothing else: what must not be enough.
fn without_company(counts: &[u32], k: u32) -> Vec<Span> {
    let cell = |count| if count < k { Cell::Hidden } else { Cell::Shown(count) };
    counts.iter().enumerate().map(|(option, count)| Span::of_one(option, cell(*count))).collect()
}

/// Merges, but says "nearly all" wherever it is true: then it is not true where it is not said.
fn eager(counts: &[u32], k: u32) -> Vec<Span> {
    let total: u32 = counts.iter().sum();
    let spans = merge(counts, k);
    match counts.iter().position(|count| total - count < k) {
        Some(option) if !spans.is_empty() => vec![Span::of_one(option, Cell::AtLeast(total - k))],
        _ => spans,
    }
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

/// The least number of different counts that are possible for any option whose own count is not shown; none where all are.
fn narrowest_of(seen: &[Span], possible: &[Vec<u32>]) -> Option<usize> {
    let is_open = |option: &usize| {
        let open = |span: &Span| {
            matches!(span.cell, Cell::Shown(_)) && span.options == (*option..option + 1)
        };
        seen.iter().any(open)
    };
    let different =
        |option: usize| possible.iter().map(|counts| counts[option]).collect::<HashSet<_>>().len();
    let options = possible.first().map_or(0, Vec::len);
    (0..options).filter(|option| !is_open(option)).map(different).min()
}

/// What the attack on one question comes to.
fn narrowest(rule: Rule, counts: &[u32], k: u32) -> Option<usize> {
    let seen = rule(counts, k);
    let mut possible = spreads(counts.iter().sum(), counts.len());
    possible.retain(|counts| rule(counts, k) == seen);
    narrowest_of(&seen, &possible)
}

fn holds(rule: Rule, counts: &[u32], k: u32) -> bool {
    narrowest(rule, counts, k).is_none_or(|different| different >= k as usize)
}

/// Attacks every question of so many answers and options.
fn assert_none_gives_a_cell_away(rule: Rule, total: u32, options: usize, k: u32) {
    let mut alike: HashMap<Vec<Span>, Vec<Vec<u32>>> = HashMap::new();
    for counts in spreads(total, options) {
        alike.entry(rule(&counts, k)).or_default().push(counts);
    }
    for (seen, possible) in alike {
        let narrowest = narrowest_of(&seen, &possible);
        let enough = narrowest.is_none_or(|different| different >= k as usize);
        assert!(enough, "{seen:?}: {possible:?}");
    }
}

#[test]
fn no_small_question_gives_a_cell_away() {
    for rule in RULES {
        for (total, options) in (3..=18).flat_map(|total| (2..=5).map(move |n| (total, n))) {
            assert_none_gives_a_cell_away(rule, total, options, 3);
        }
    }
}

#[test]
fn no_scale_from_0_to_10_gives_a_cell_away() {
    (2..=7).for_each(|total| assert_none_gives_a_cell_away(merge, total, 11, 2));
}

#[test]
fn without_company_the_attack_succeeds() {
    assert_eq!(narrowest(without_company, &[12, 2, 26], 5), Some(1));
    assert_eq!(narrowest(hide, &[12, 2, 26], 5), Some(5));
}

#[test]
fn with_eagerness_the_attack_succeeds() {
    assert_eq!(narrowest(eager, &[4, 30, 4], 5), Some(4), "nobody is no longer possible");
    assert_eq!(narrowest(merge, &[4, 30, 4], 5), Some(5));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn no_question_gives_a_cell_away(counts in prop::collection::vec(0_u32..14, 2..5)) {
        // Whoever knew that fewer than k answered would know more than any page tells.
        prop_assume!(counts.iter().sum::<u32>() >= 5);
        for rule in RULES {
            prop_assert!(holds(rule, &counts, 5), "{:?} as {:?}", counts, rule(&counts, 5));
        }
    }
}
