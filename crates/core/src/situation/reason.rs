//! One line for a person: why a text is read as it is.

use std::ops::Range;

use super::Reader;
use super::cues::Found;
use super::lexicon::Role;
use super::tokens::Tokens;

impl Reader {
    /// The sentence of the lexicon that fits best, with the cues put in.
    pub(super) fn reason(
        &self,
        text: &str,
        tokens: &Tokens,
        found: &[Found],
        situation: &str,
        evidence: &[Range<usize>],
    ) -> String {
        let quote = |f: &Found| {
            let range = tokens.all[f.first].start..tokens.all[f.last - 1].end;
            text.get(range)
                .unwrap_or_default()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        };
        let shown = |f: &&Found| {
            evidence
                .iter()
                .any(|r| r.contains(&tokens.all[f.first].start))
        };
        let of_any = |f: &Found, ids: &[String]| {
            ids.iter()
                .any(|id| self.cues.category(id) == Some(f.category))
        };
        if let Some(s) = self.cues.situations.iter().find(|s| s.id == situation) {
            // For each need its cue, best one that is shown as evidence.
            let met = |ids: &Vec<String>| {
                let mut all = found.iter().filter(|f| f.scopes == 0 && of_any(f, ids));
                let first = all.clone().next();
                all.find(shown).or(first).map(quote)
            };
            let mut cues: Vec<Option<String>> = s.needs.iter().map(met).collect();
            let hint = |f: &&Found| f.scopes == 0 && of_any(f, &s.also) && shown(f);
            let template = if !cues.is_empty() && cues.iter().all(Option::is_some) {
                &s.reason
            } else if s.partly.is_empty() {
                return self.cues.reasons.weights.clone();
            } else if let Some(Some(_)) = cues.first() {
                &s.partly
            } else if let Some(f) = found.iter().find(hint) {
                cues = vec![Some(quote(f))];
                &s.partly
            } else {
                return self.cues.reasons.weights.clone();
            };
            let numbered = (1..).zip(cues);
            return numbered.fold(template.clone(), |text, (n, cue)| {
                text.replace(&format!("{{{n}}}"), &cue.unwrap_or_default())
            });
        }
        // Neutral: the cue that might have said otherwise, and what takes it back; what was
        // said to happen before what caused it.
        let needs = || self.cues.situations.iter().map(|s| s.needs.iter());
        let events = needs().filter_map(|mut n| n.next());
        let hints = self.cues.situations.iter().map(|s| &s.also);
        let causes = needs().flat_map(|n| n.skip(1));
        let taken_back = events.chain(hints).chain(causes).find_map(|ids| {
            found
                .iter()
                .filter(|f| f.scopes != 0 && of_any(f, ids))
                .find_map(|f| {
                    let reason = &self.cues.categories[self.modifiers(f).next()?].reason;
                    (!reason.is_empty()).then(|| reason.replace("{cue}", &quote(f)))
                })
        });
        let pseudo = || {
            found
                .iter()
                .filter(|f| self.cues.categories[f.category].role != Role::Modifier)
                .find_map(|f| {
                    let reason = &self.cues.categories[f.category].reason;
                    (!reason.is_empty()).then(|| reason.replace("{cue}", &quote(f)))
                })
        };
        taken_back
            .or_else(pseudo)
            .unwrap_or_else(|| self.cues.reasons.nothing.clone())
    }
}
