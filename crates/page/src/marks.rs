//! Which characters of a text are underlined, and how.

use std::ops::Range;

use notelint_core::Severity;

/// One thing to underline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Mark {
    /// Bytes of the text.
    pub(crate) range: Range<usize>,
    pub(crate) kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Kind {
    /// What made a rule apply or a situation be read.
    Evidence,
    /// What is wrong.
    Finding(Severity),
}

impl Kind {
    /// The class that the style sheet knows.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Evidence => "evidence",
            Self::Finding(severity) => severity.name(),
        }
    }
}

/// Cuts a text at the marks' ends: stretches in order, none empty, together the whole text,
/// each with the gravest mark that covers it. Ranges that do not fit the text are left out.
pub(crate) fn stretches(text: &str, marks: &[Mark]) -> Vec<(Range<usize>, Option<Kind>)> {
    let fits: Vec<&Mark> = marks
        .iter()
        .filter(|mark| !mark.range.is_empty() && text.get(mark.range.clone()).is_some())
        .collect();
    let mut cuts: Vec<usize> = fits
        .iter()
        .flat_map(|mark| [mark.range.start, mark.range.end])
        .chain([0, text.len()])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .map(|pair| {
            let stretch = pair[0]..pair[1];
            let kind = fits
                .iter()
                .filter(|m| m.range.start <= stretch.start && m.range.end >= stretch.end)
                .map(|mark| mark.kind)
                .max();
            (stretch, kind)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(range: Range<usize>, kind: Kind) -> Mark {
        Mark { range, kind }
    }

    #[test]
    fn a_text_without_marks_is_one_stretch() {
        assert_eq!(stretches("abc", &[]), [(0..3, None)]);
        assert_eq!(stretches("", &[]), []);
    }

    #[test]
    fn the_gravest_mark_wins_where_they_overlap() {
        let error = Kind::Finding(Severity::Error);
        let info = Kind::Finding(Severity::Info);
        let marks = [
            mark(1..5, Kind::Evidence),
            mark(3..6, error),
            mark(2..4, info),
        ];
        assert_eq!(
            stretches("abcdefgh", &marks),
            [
                (0..1, None),
                (1..2, Some(Kind::Evidence)),
                (2..3, Some(info)),
                (3..4, Some(error)),
                (4..5, Some(error)),
                (5..6, Some(error)),
                (6..8, None),
            ]
        );
    }

    #[test]
    fn ranges_that_do_not_fit_are_left_out() {
        let marks = [mark(1..2, Kind::Evidence), mark(3..9, Kind::Evidence)];
        assert_eq!(stretches("éa", &marks), [(0..3, None)]);
    }
}
