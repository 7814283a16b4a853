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
    /// `contradicted` tells of each situation whether the cues speak for others only; such a
    /// reading is never stated, as if it had no lead.
    pub(super) fn of(is: usize, scores: &Scores, contradicted: &[bool]) -> Self {
        let (read, lead) = scores.best();
        let lead = if contradicted[read] { 0.0 } else { lead };
        Self { is, read, lead }
    }
}

/// For each situation the least lead at which a reading may be stated.
///
/// The false alarms are shared out among the situations so that the product of the shares that
/// are stated right is largest: none is bought at the price of another's silence.
pub(super) fn least_leads(pool: &[Outcome], situations: usize) -> Vec<f64> {
    let neutral = count(pool, |o| o.is == 0);
    let alarms = share_of(neutral, FALSE_ALARMS);
    let misses = share_of(pool.len() - neutral, MISSES);
    let mut least = vec![lead_past(pool, misses, |o| o.read == 0 && o.is != 0)];
    // The best product of the situations so far for each number of alarms spent, and how.
    let mut best: Vec<(f64, Vec<f64>)> = vec![(1.0, Vec::new()); alarms + 1];
    for s in 1..situations {
        let right: Vec<(f64, f64)> = (0..=alarms)
            .map(|spent| {
                let lead = lead_past(pool, spent, |o| o.read == s && o.is == 0);
                let stated = count(pool, |o| o.read == s && o.is == s && o.lead >= lead);
                (lead, real(stated))
            })
            .collect();
        best = (0..=alarms)
            .map(|all| {
                let mut most = (-1.0, Vec::new());
                for (spent, (lead, stated)) in right.iter().take(all + 1).enumerate() {
                    let (product, leads) = &best[all - spent];
                    if product * stated > most.0 {
                        most = (product * stated, [leads.as_slice(), &[*lead]].concat());
                    }
                }
                most
            })
            .collect();
    }
    least.extend(best.pop().map(|(_, leads)| leads).unwrap_or_default());
    least
}

/// The lead that at most `allowed` of the wrong ones reach.
fn lead_past(pool: &[Outcome], allowed: usize, wrong: impl Fn(&Outcome) -> bool) -> f64 {
    let mut leads: Vec<f64> = pool.iter().filter(|o| wrong(o)).map(|o| o.lead).collect();
    leads.sort_by(|a, b| b.total_cmp(a));
    // The first that is one too many stays below.
    leads
        .get(allowed)
        .map_or(LEAST, |lead| LEAST.max(lead + 1e-6))
}

fn share_of(all: usize, share: f64) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let part = (real(all) * share) as usize;
    part
}

fn count(pool: &[Outcome], of: impl Fn(&Outcome) -> bool) -> usize {
    pool.iter().filter(|o| of(o)).count()
}

#[expect(clippy::cast_precision_loss)]
fn real(n: usize) -> f64 {
    n as f64
}
