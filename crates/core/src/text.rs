//! Text measured in bytes and in UTF-16 code units, and words made comparable.

/// Turns byte offsets of one text into UTF-16 code units and back, in O(log n).
pub(crate) struct Utf16<'t> {
    text: &'t str,
    /// (byte, UTF-16) offsets at every [`Self::STEP`] bytes; empty for ASCII text.
    marks: Vec<(usize, usize)>,
}

impl<'t> Utf16<'t> {
    const STEP: usize = 256;

    pub(crate) fn new(text: &'t str) -> Self {
        let mut marks = Vec::new();
        if !text.is_ascii() {
            let mut units = 0;
            let mut next = 0;
            for (byte, char) in text.char_indices() {
                if byte >= next {
                    marks.push((byte, units));
                    next = byte + Self::STEP;
                }
                units += char.len_utf16();
            }
        }
        Self { text, marks }
    }

    /// The UTF-16 offset of a byte offset that lies on a character boundary.
    pub(crate) fn of_byte(&self, byte: usize) -> usize {
        let after = self.marks.partition_point(|mark| mark.0 <= byte);
        let Some(&(from, units)) = after.checked_sub(1).and_then(|i| self.marks.get(i)) else {
            return byte;
        };
        let between = self.text.get(from..byte).unwrap_or_default();
        units + between.chars().map(char::len_utf16).sum::<usize>()
    }
}

/// Whether a character can be part of a word, a hashtag's included.
pub(crate) fn is_word(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}

/// Makes names comparable: lower case, white space and dashes folded to one space, ends trimmed.
pub(crate) fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for char in name.chars() {
        if char.is_whitespace() || matches!(char, '-' | '_' | '‐' | '‑' | '–' | '—') {
            if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
        } else {
            folded.extend(char.to_lowercase());
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The candidate nearest to what somebody wrote, if it is near enough to be meant.
pub(crate) fn nearest<'c>(
    written: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    let written = fold(written);
    candidates
        .into_iter()
        .map(|name| (strsim::osa_distance(&written, &fold(name)), name))
        .filter(|(distance, name)| *distance <= (name.chars().count() / 3).clamp(1, 4))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// `a`, `a or b`, `a, b or c`.
pub(crate) fn either(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn utf16_offsets_agree_with_the_standard_library(text in any::<String>()) {
            let utf16 = Utf16::new(&text);
            for (byte, _) in text.char_indices() {
                prop_assert_eq!(utf16.of_byte(byte), text[..byte].encode_utf16().count());
            }
            prop_assert_eq!(utf16.of_byte(text.len()), text.encode_utf16().count());
        }
    }

    #[test]
    fn long_texts_cross_marks() {
        let text = "é😀a".repeat(500);
        assert_eq!(Utf16::new(&text).of_byte(text.len()), 2000);
    }

    #[test]
    fn names_fold() {
        assert_eq!(
            fold("  Enterprise-Status  Notes "),
            "enterprise status notes"
        );
    }

    #[test]
    fn near_names_are_offered_and_far_ones_are_not() {
        assert_eq!(nearest("ftta", ["fm", "fta", "fe"]), Some("fta"));
        assert_eq!(nearest("xyzzy", ["fm", "fta", "fe"]), None);
    }

    #[test]
    fn lists_read_as_a_sentence() {
        assert_eq!(either(&["a", "b", "c"]), "a, b or c");
        assert_eq!(either(&["a"]), "a");
    }
}
