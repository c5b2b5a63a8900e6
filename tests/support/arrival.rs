//! Whether numbers were given out in the order of arrival.

use std::time::Instant;

/// One sign-up as its sender saw it, and the number it was given.
#[derive(Clone, Debug)]
pub struct Arrival {
    pub sent: Instant,
    pub answered: Instant,
    pub number: usize,
}

/// Two sign-ups of which the first was answered before the second was sent and yet has the greater
/// number, if there are any. What was under way at the same time may come in any order.
pub fn out_of_order(arrivals: &[Arrival]) -> Option<(&Arrival, &Arrival)> {
    let mut by_answer: Vec<&Arrival> = arrivals.iter().collect();
    by_answer.sort_by_key(|arrival| arrival.answered);
    let mut by_sending: Vec<&Arrival> = arrivals.iter().collect();
    by_sending.sort_by_key(|arrival| arrival.sent);

    let mut answered = by_answer.into_iter().peekable();
    let mut greatest: Option<&Arrival> = None;
    for later in by_sending {
        while let Some(earlier) = answered.next_if(|earlier| earlier.answered < later.sent) {
            greatest = greatest.filter(|g| g.number > earlier.number).or(Some(earlier));
        }
        if let Some(earlier) = greatest.filter(|earlier| earlier.number > later.number) {
            return Some((earlier, later));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn arrivals(of: &[(u64, u64, usize)]) -> Vec<Arrival> {
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        let arrival =
            |&(sent, answered, number)| Arrival { sent: at(sent), answered: at(answered), number };
        of.iter().map(arrival).collect()
    }

    #[test]
    fn overlapping_sign_ups_may_come_in_any_order() {
        assert!(out_of_order(&arrivals(&[(0, 5, 2), (1, 4, 1), (6, 7, 3)])).is_none());
    }

    #[test]
    fn a_later_sign_up_with_a_smaller_number_is_found() {
        let arrivals = arrivals(&[(0, 1, 1), (2, 3, 3), (4, 5, 2)]);
        let found = out_of_order(&arrivals).map(|(earlier, later)| (earlier.number, later.number));
        assert_eq!(found, Some((3, 2)));
    }
}
