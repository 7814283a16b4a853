//! How large a lead must be for a reading to be stated, from readings of notes that the weights
//! have not seen.

use super::model::Scores;

/// Neutral notes that may be read as something else with `stated`: a false alarm costs more trust
/// than a miss.
const FALSE_ALARMS: f64 = 0.04;
/// Notes of another situation that may be read as neutral with `stated`.
const MISSES: f64 = 0.05;
/// A lead below this is chance.
const LEAST: f64 = 0.05;

/// What a note is and how it was read; situations by number, 0 is neutral.
#[derive(Clone, Copy)]
pub(super) struct Outcome {
    is: usize,
    read: usize,
    lead: f64,
}

impl Outcome {
    pub(super) fn of(is: usize, scores: &Scores) -> Self {
        let (read, lead) = scores.best();
        Self { is, read, lead }
    }
}

/// For each situation the least lead at which a reading may be stated.
pub(super) fn least_leads(pool: &[Outcome], situations: usize) -> Vec<f64> {
    let neutral = share(pool, |o| o.is == 0);
    let others = 1.0 - neutral;
    let even = FALSE_ALARMS * neutral / count(situations.saturating_sub(1).max(1));
    // What each situation has to gain from more alarms: it may spend them in proportion.
    let unstated: Vec<f64> = (1..situations)
        .map(|s| {
            let least = lead_at(pool, even, |o| o.read == s && o.is == 0);
            let stated = share(pool, |o| o.read == s && o.is == s && o.lead >= least);
            1.0 - stated / share(pool, |o| o.is == s).max(f64::MIN_POSITIVE)
        })
        .collect();
    let all: f64 = unstated.iter().sum();
    let mut least = vec![lead_at(pool, MISSES * others, |o| o.read == 0 && o.is != 0)];
    for (s, gain) in (1..situations).zip(unstated) {
        let budget = FALSE_ALARMS * neutral * gain / all.max(f64::MIN_POSITIVE);
        least.push(lead_at(pool, budget, |o| o.read == s && o.is == 0));
    }
    least
}

/// The lead that at most this share of the pool reaches among those that are `wrong`.
fn lead_at(pool: &[Outcome], at_most: f64, wrong: impl Fn(&Outcome) -> bool) -> f64 {
    let mut leads: Vec<f64> = pool.iter().filter(|o| wrong(o)).map(|o| o.lead).collect();
    leads.sort_by(|a, b| b.total_cmp(a));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let allowed = (at_most * count(pool.len())) as usize;
    // The first that is one too many stays below.
    leads
        .get(allowed)
        .map_or(LEAST, |lead| LEAST.max(lead + 1e-6))
}

fn share(pool: &[Outcome], of: impl Fn(&Outcome) -> bool) -> f64 {
    count(pool.iter().filter(|o| of(o)).count()) / count(pool.len().max(1))
}

#[expect(clippy::cast_precision_loss)]
fn count(n: usize) -> f64 {
    n as f64
}
