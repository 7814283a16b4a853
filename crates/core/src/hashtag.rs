//! Finds a hashtag in a text, and what was meant to be one.

use std::ops::Range;

use crate::text::is_word;

/// A hashtag that a policy knows.
#[derive(Clone, Debug)]
pub struct Hashtag {
    /// Its id in the policy.
    pub id: String,
    /// As it is to be written, sign included: `#covid`. Letter case is free.
    pub tag: String,
    /// Words (without a sign, lower case, no dashes) that authors write for it.
    pub near: Vec<String>,
}

/// One place in a text that is the hashtag or was meant to be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mention {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Why reports that look for the hashtag will not find it; `None` where they will.
    pub flaw: Option<Flaw>,
}

/// What keeps a mention from being the hashtag.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flaw {
    /// Another spelling: `#covid-19`, `#cvoid`, `#corona`, `# covid`, `＃covid`.
    Spelling,
    /// Letters directly before it: `now#covid`.
    GluedBefore,
    /// Letters directly after it, in a script that does not put spaces between words: `#covidの`.
    GluedAfter,
}

impl Hashtag {
    /// Every mention in the text, in order. Linear in the text's length.
    #[must_use]
    pub fn mentions(&self, text: &str) -> Vec<Mention> {
        text.char_indices()
            .filter(|(_, char)| is_sign(*char))
            .filter_map(|(at, sign)| self.mention_at(text, at, sign))
            .collect()
    }

    /// The tag's word: `covid`.
    fn word(&self) -> &str {
        self.tag.trim_start_matches('#')
    }

    fn mention_at(&self, text: &str, at: usize, sign: char) -> Option<Mention> {
        let before = text[..at].chars().next_back();
        if before.is_some_and(|c| is_sign(c) || matches!(c, '&' | '/')) {
            return None;
        }
        let glued_before = before.is_some_and(is_word);
        if glued_before && in_address(text, at) {
            return None;
        }
        let after_sign = at + sign.len_utf8();
        let gap = text[after_sign..].len() - text[after_sign..].trim_start_matches(' ').len();
        let start = after_sign + gap;
        let written = written_word(&text[start..]);
        let (length, spelled) = self.recognise(written)?;
        let end = start + length;
        let flaw = if gap > 2 {
            return None;
        } else if gap > 0 || sign != '#' || !spelled {
            Some(Flaw::Spelling)
        } else if glued_before {
            Some(Flaw::GluedBefore)
        } else if length < written.len() {
            Some(Flaw::GluedAfter)
        } else {
            None
        };
        // With a space between, only the very word is meant: "# corona beer" is a heading.
        if gap > 0 && !spelled {
            return None;
        }
        Some(Mention {
            range: at..end,
            flaw,
        })
    }

    /// How many bytes of the written word stand for the tag, and whether they spell it.
    fn recognise(&self, written: &str) -> Option<(usize, bool)> {
        let folded = folded(written);
        let word = self.word().to_lowercase();
        if folded == word {
            return Some((written.len(), is_plain(written)));
        }
        if let Some(length) = Self::glued_prefix(written, &word) {
            return Some((length, true));
        }
        let squeezed: String = folded.chars().filter(|c| !matches!(c, '-' | '_')).collect();
        let long_enough = word.chars().count() > 3 && squeezed.chars().count() > 3;
        let near = self.near.contains(&squeezed)
            || squeezed.starts_with(&word)
            || long_enough && is_typing_slip(&squeezed, &word);
        near.then_some((written.len(), false))
    }

    /// The tag followed at once by letters that are not of its own alphabet.
    fn glued_prefix(written: &str, word: &str) -> Option<usize> {
        let length: usize = written
            .chars()
            .zip(word.chars())
            .take_while(|(a, b)| a.to_lowercase().eq(b.to_lowercase()))
            .map(|(a, _)| a.len_utf8())
            .sum();
        let rest = &written[length..];
        let whole = written[..length].chars().count() == word.chars().count();
        (whole
            && rest
                .chars()
                .next()
                .is_some_and(|c| !c.is_ascii() && c.is_alphabetic()))
        .then_some(length)
    }
}

/// The sign itself, or the full-width and small forms that keyboards for Chinese and Japanese give.
fn is_sign(char: char) -> bool {
    matches!(char, '#' | '＃' | '﹟')
}

/// Word characters, and dashes between them: `covid-19`.
fn written_word(text: &str) -> &str {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        let joins = char == '-' && at > 0 && chars.peek().is_some_and(|(_, next)| is_word(*next));
        if !is_word(char) && !joins {
            break;
        }
        end = at + char.len_utf8();
    }
    &text[..end]
}

/// Lower case, full-width letters and digits as their plain selves.
fn folded(word: &str) -> String {
    word.chars()
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            c => c,
        })
        .flat_map(char::to_lowercase)
        .collect()
}

fn is_plain(word: &str) -> bool {
    !word.chars().any(|c| ('\u{FF01}'..='\u{FF5E}').contains(&c))
}

/// One letter left out, doubled, changed or swapped; the first letter is rarely the wrong one.
fn is_typing_slip(written: &str, word: &str) -> bool {
    written.chars().next() == word.chars().next()
        && written.chars().count().abs_diff(word.chars().count()) <= 1
        && strsim::osa_distance(written, word) == 1
}

/// Whether the sign at `at` is the fragment of a web address.
fn in_address(text: &str, at: usize) -> bool {
    /// Longer addresses are cut by CRMs; the bound keeps a text of signs linear.
    const LONGEST: usize = 512;
    let mut from = at.saturating_sub(LONGEST);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let token = text[from..at]
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    token.contains("://") || token.contains('/') || token.contains("www.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covid() -> Hashtag {
        Hashtag {
            id: "covid".into(),
            tag: "#covid".into(),
            near: vec!["corona".into(), "coronavirus".into(), "covid19".into()],
        }
    }

    /// What was found, as `text` or `text!` where it has a flaw.
    fn found(text: &str) -> Vec<String> {
        covid()
            .mentions(text)
            .iter()
            .map(|m| {
                format!(
                    "{}{}",
                    &text[m.range.clone()],
                    if m.flaw.is_some() { "!" } else { "" }
                )
            })
            .collect()
    }

    #[test]
    fn tags_and_near_misses() {
        let cases: &[(&str, &[&str])] = &[
            ("go #covid now", &["#covid"]),
            ("#COVID", &["#COVID"]),
            ("(#Covid).", &["#Covid"]),
            ("#covid19", &["#covid19!"]),
            ("#covid-19 and", &["#covid-19!"]),
            ("#COVID_19", &["#COVID_19!"]),
            ("# covid", &["# covid!"]),
            ("#corona", &["#corona!"]),
            ("#cvoid", &["#cvoid!"]),
            ("＃covid", &["＃covid!"]),
            ("#ｃｏｖｉｄ", &["#ｃｏｖｉｄ!"]),
            ("asap#covid", &["#covid!"]),
            ("#covidの影響", &["#covid!"]),
            ("在家#covid", &["#covid!"]),
            ("https://news.example/updates#covid", &[]),
            ("https://news.example/#covid", &[]),
            ("# corona beer", &[]),
            ("#teams #covid, #Covid", &["#covid", "#Covid"]),
            ("##covid", &[]),
            ("&#covid;", &[]),
            ("# 4: covid", &[]),
            ("#", &[]),
            ("#coven", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(found(text), *expected, "in {text:?}");
        }
    }
}
