//! Which column of an export is which.

use std::collections::BTreeMap;

use notelint_core::policy::Policy;

use super::export::Cells;
use crate::checked::Form;

/// What a column can be.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Key {
    Role,
    NoteType,
    Text,
    Id,
    Situation,
}

impl Key {
    pub(crate) const ALL: [Self; 5] = [
        Self::Role,
        Self::NoteType,
        Self::Text,
        Self::Id,
        Self::Situation,
    ];

    /// The key of its label in the catalogue.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Role => "role",
            Self::NoteType => "note_type",
            Self::Text => "note",
            Self::Id => "audit.column.id",
            Self::Situation => "audit.column.situation",
        }
    }

    /// Titles that exports commonly give the column.
    fn titles(self) -> &'static [&'static str] {
        match self {
            Self::Role => &["role", "author role", "written by role"],
            Self::NoteType => &[
                "note_type",
                "note type",
                "notetype",
                "note category",
                "category",
                "type",
            ],
            Self::Text => &["text", "note", "note text", "notes", "body", "description"],
            Self::Id => &["id", "note id", "noteid", "key"],
            Self::Situation => &["situation"],
        }
    }
}

/// Where a value comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Source {
    /// A column, from 0.
    Column(usize),
    /// The same for every note.
    Every(String),
}

impl Source {
    /// As the value of a drop-down's choice.
    pub(crate) fn as_choice(&self) -> String {
        match self {
            Self::Column(index) => format!("column:{index}"),
            Self::Every(value) => format!("every:{value}"),
        }
    }

    pub(crate) fn of_choice(choice: &str) -> Option<Self> {
        match choice.split_once(':')? {
            ("column", index) => Some(Self::Column(index.parse().ok()?)),
            ("every", value) => Some(Self::Every(value.to_owned())),
            _ => None,
        }
    }
}

/// Which column is which.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub(crate) struct Columns {
    pub(crate) sources: BTreeMap<Key, Source>,
    /// Sections of a form with several boxes: title and column.
    pub(crate) sections: Vec<(String, usize)>,
}

impl Columns {
    /// What the titles let one suppose.
    pub(crate) fn guess(titles: &[String], policies: &[Policy]) -> Self {
        let at = |wanted: &str| titles.iter().position(|t| t.eq_ignore_ascii_case(wanted));
        let sources = Key::ALL.into_iter().filter_map(|key| {
            let index = key.titles().iter().find_map(|title| at(title))?;
            Some((key, Source::Column(index)))
        });
        let sources: BTreeMap<Key, Source> = sources.collect();
        let taken = |index: usize| sources.values().any(|s| *s == Source::Column(index));
        let section = |title: &String| {
            policies
                .iter()
                .flat_map(|policy| &policy.note_types)
                .flat_map(|note_type| &note_type.sections)
                .find(|section| section.is_called(title))
        };
        let sections = titles
            .iter()
            .enumerate()
            .filter(|(index, _)| !taken(*index))
            .filter_map(|(index, title)| Some((section(title)?.title.clone(), index)))
            .collect();
        Self { sources, sections }
    }

    /// Whether there is enough to check a note by.
    pub(crate) fn suffice(&self) -> bool {
        let has = |key| self.sources.contains_key(&key);
        has(Key::Role) && has(Key::NoteType) && (has(Key::Text) || !self.sections.is_empty())
    }

    /// A value of a row; empty where there is none.
    pub(crate) fn value(&self, key: Key, row: &Cells) -> String {
        match self.sources.get(&key) {
            Some(Source::Column(index)) => row.cells.get(*index).cloned().unwrap_or_default(),
            Some(Source::Every(value)) => value.clone(),
            None => String::new(),
        }
    }

    /// The note of a row.
    pub(crate) fn form(&self, row: &Cells) -> Form {
        let text = self.value(Key::Text, row);
        let sections = self.sections.iter().map(|(title, index)| {
            let text = row.cells.get(*index).cloned().unwrap_or_default();
            (Some(title.clone()), text)
        });
        // A note of another type has none of the sections.
        let sections: Vec<_> = sections.collect();
        let used = sections.iter().any(|(_, text)| !text.trim().is_empty());
        let mut boxes = vec![(None, text)];
        boxes.extend(sections.into_iter().filter(|_| used));
        Form {
            role: self.value(Key::Role, row).trim().to_owned(),
            note_type: self.value(Key::NoteType, row).trim().to_owned(),
            boxes,
            fields: BTreeMap::new(),
            answer: Some(self.value(Key::Situation, row).trim().to_owned())
                .filter(|id| !id.is_empty()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(titles: &[&str]) -> Vec<String> {
        titles.iter().map(|title| (*title).to_owned()).collect()
    }

    #[test]
    fn common_titles_are_known() {
        let columns = Columns::guess(
            &titles(&["ID", "Author role", "Note Category", "Note"]),
            &[],
        );
        let expected = [
            (Key::Role, 1),
            (Key::NoteType, 2),
            (Key::Text, 3),
            (Key::Id, 0),
        ];
        for (key, index) in expected {
            assert_eq!(columns.sources.get(&key), Some(&Source::Column(index)));
        }
        assert!(columns.suffice());
    }

    #[test]
    fn a_row_becomes_a_note() {
        let mut columns = Columns::guess(&titles(&["text", "type"]), &[]);
        assert!(!columns.suffice());
        columns.sources.insert(Key::Role, Source::Every("a".into()));
        assert!(columns.suffice());
        let row = Cells {
            number: 2,
            cells: titles(&["hello", " b "]),
        };
        let form = columns.form(&row);
        assert_eq!((form.role.as_str(), form.note_type.as_str()), ("a", "b"));
        assert_eq!(form.boxes, [(None, "hello".to_owned())]);
    }

    #[test]
    fn choices_of_a_drop_down_are_read_back() {
        for source in [Source::Column(3), Source::Every("a:b".into())] {
            assert_eq!(Source::of_choice(&source.as_choice()), Some(source));
        }
        assert_eq!(Source::of_choice(""), None);
    }
}
