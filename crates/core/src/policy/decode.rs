//! A TOML table read key by key, with every mistake kept and no key overlooked.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::diagnostic::Diagnostics;
use crate::text::{either, nearest};

/// A value and where it stands in the file.
#[derive(Clone, Debug)]
pub(crate) struct At<T> {
    pub(crate) value: T,
    pub(crate) span: Range<usize>,
}

/// One table of the file. Reading a key marks it as known; [`Table::finish`] reports the others.
pub(crate) struct Table<'t, 's> {
    entries: Option<&'t DeTable<'t>>,
    /// Where the table's name or opening stands.
    pub(crate) span: Range<usize>,
    known: RefCell<BTreeSet<&'static str>>,
    forgiven: Cell<bool>,
    diagnostics: &'t RefCell<Diagnostics<'s>>,
}

impl<'t, 's> Table<'t, 's> {
    pub(crate) fn new(
        entries: &'t DeTable<'t>,
        span: Range<usize>,
        diagnostics: &'t RefCell<Diagnostics<'s>>,
    ) -> Self {
        Self {
            entries: Some(entries),
            span,
            known: RefCell::default(),
            forgiven: Cell::new(false),
            diagnostics,
        }
    }

    pub(crate) fn report(
        &self,
        span: Range<usize>,
        message: impl Into<String>,
        help: Option<String>,
    ) {
        self.diagnostics.borrow_mut().report(span, message, help);
    }

    /// The value of a key, whatever its type.
    fn get(&self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.known.borrow_mut().insert(key);
        self.entries?.get(key)
    }

    pub(crate) fn has(&self, key: &'static str) -> bool {
        self.get(key).is_some()
    }

    fn wrong_type(&self, key: &str, value: &Spanned<DeValue<'t>>, expected: &str) {
        self.report(
            value.span(),
            format!("`{key}` is {} here", article(value.get_ref().type_str())),
            Some(format!("expected {expected}")),
        );
    }

    pub(crate) fn missing(&self, key: &str, expected: &str) {
        self.report(
            self.span.clone(),
            format!("`{key}` is missing here"),
            Some(format!("expected {expected}")),
        );
    }

    /// A text, or nothing.
    pub(crate) fn string(&self, key: &'static str) -> Option<At<String>> {
        let value = self.get(key)?;
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_type(key, value, "a text in quotation marks");
            return None;
        };
        Some(At {
            value: text.to_owned(),
            span: value.span(),
        })
    }

    /// A text that must be there and say something.
    pub(crate) fn required_string(&self, key: &'static str) -> Option<At<String>> {
        if !self.has(key) {
            self.missing(key, "a text in quotation marks");
            return None;
        }
        let text = self.string(key)?;
        if text.value.trim().is_empty() {
            self.report(text.span, format!("`{key}` is empty"), None);
            return None;
        }
        Some(text)
    }

    /// A date, written as a TOML date or as a text.
    pub(crate) fn date(&self, key: &'static str) -> Option<At<String>> {
        let value = self.get(key)?;
        let date = match value.get_ref() {
            DeValue::Datetime(date) if date.time.is_none() => date.to_string(),
            _ => {
                self.wrong_type(
                    key,
                    value,
                    "a date such as 2020-03-16, without quotation marks",
                );
                return None;
            }
        };
        Some(At {
            value: date,
            span: value.span(),
        })
    }

    pub(crate) fn boolean(&self, key: &'static str) -> Option<bool> {
        let value = self.get(key)?;
        let boolean = value.get_ref().as_bool();
        if boolean.is_none() {
            self.wrong_type(key, value, "true or false");
        }
        boolean
    }

    /// A whole number from 1.
    pub(crate) fn count(&self, key: &'static str) -> Option<At<usize>> {
        let value = self.get(key)?;
        let number = value
            .get_ref()
            .as_integer()
            .and_then(|i| usize::from_str_radix(i.as_str(), i.radix()).ok())
            .filter(|n| *n > 0);
        let Some(number) = number else {
            match value.get_ref().as_integer() {
                Some(written) => self.report(
                    value.span(),
                    format!("`{key}` is {} here", written.as_str()),
                    Some("expected a whole number from 1".into()),
                ),
                None => self.wrong_type(key, value, "a whole number from 1"),
            }
            return None;
        };
        Some(At {
            value: number,
            span: value.span(),
        })
    }

    /// A list of texts; one text alone stands for a list of one. Empty where the key is absent.
    pub(crate) fn strings(&self, key: &'static str) -> Vec<At<String>> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        match value.get_ref() {
            DeValue::String(text) => vec![At {
                value: text.to_string(),
                span: value.span(),
            }],
            DeValue::Array(items) => items
                .iter()
                .filter_map(|item| {
                    let text = item.get_ref().as_str();
                    if text.is_none() {
                        self.wrong_type(key, item, "texts in quotation marks");
                    }
                    Some(At {
                        value: text?.to_owned(),
                        span: item.span(),
                    })
                })
                .collect(),
            _ => {
                self.wrong_type(key, value, "a list of texts: [\"…\", \"…\"]");
                Vec::new()
            }
        }
    }

    /// As [`Self::strings`], but at least one must be there.
    pub(crate) fn required_strings(&self, key: &'static str) -> Vec<At<String>> {
        let strings = self.strings(key);
        if !self.has(key) {
            self.missing(key, "a list of texts: [\"…\", \"…\"]");
        } else if strings.is_empty() {
            let span = self.get(key).map_or(self.span.clone(), Spanned::span);
            self.report(
                span,
                format!("`{key}` is empty"),
                Some("name at least one".into()),
            );
        }
        strings
    }

    /// A text that must be one of a few, matched as written.
    pub(crate) fn one_of(&self, key: &'static str, names: &[&str]) -> Option<At<String>> {
        let text = self.string(key)?;
        if names.contains(&text.value.as_str()) {
            return Some(text);
        }
        self.unknown(&text, key, names.iter().copied());
        None
    }

    /// Reports a name that nothing has.
    pub(crate) fn unknown<'n>(
        &self,
        written: &At<String>,
        what: &str,
        names: impl IntoIterator<Item = &'n str>,
    ) {
        let names: Vec<&str> = names.into_iter().collect();
        let help = match nearest(&written.value, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if names.is_empty() => format!("this policy has no {what}"),
            None => format!("expected {}", either(&names)),
        };
        self.report(
            written.span.clone(),
            format!("unknown {what} `{}`", written.value),
            Some(help),
        );
    }

    /// A table below this one, or nothing.
    pub(crate) fn table(&self, key: &'static str) -> Option<Table<'t, 's>> {
        let value = self.get(key)?;
        let Some(entries) = value.get_ref().as_table() else {
            self.wrong_type(key, value, "a table");
            return None;
        };
        Some(Table::new(entries, value.span(), self.diagnostics))
    }

    /// A list of tables below this one: `[[key]]` or `key = [{…}, {…}]`.
    pub(crate) fn tables(&self, key: &'static str) -> Vec<Table<'t, 's>> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong_type(key, value, "a list of tables");
            return Vec::new();
        };
        items
            .iter()
            .filter_map(|item| {
                let entries = item.get_ref().as_table();
                if entries.is_none() {
                    self.wrong_type(key, item, "tables");
                }
                Some(Table::new(entries?, item.span(), self.diagnostics))
            })
            .collect()
    }

    /// The tables below a key by their names, in the file's order: `[roles.fm]`, `[roles.fe]`.
    pub(crate) fn named_tables(&self, key: &'static str) -> Vec<(At<String>, Table<'t, 's>)> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let Some(entries) = value.get_ref().as_table() else {
            self.wrong_type(key, value, "tables by name");
            return Vec::new();
        };
        let mut found: Vec<_> = entries
            .iter()
            .filter_map(|(name, value)| {
                let entries = value.get_ref().as_table();
                if entries.is_none() {
                    self.wrong_type(name.get_ref(), value, "a table");
                }
                let table = Table::new(entries?, name.span(), self.diagnostics);
                Some((
                    At {
                        value: name.get_ref().to_string(),
                        span: name.span(),
                    },
                    table,
                ))
            })
            .collect();
        found.sort_by_key(|(name, _)| name.span.start);
        found
    }

    /// The keys of this table whose values are lists of texts, in the file's order.
    pub(crate) fn string_lists(&self) -> Vec<(At<String>, Vec<At<String>>)> {
        let mut lists: Vec<_> = self
            .entries
            .iter()
            .flat_map(|entries| entries.iter())
            .map(|(name, value)| {
                let items = match value.get_ref() {
                    DeValue::String(text) => {
                        vec![At {
                            value: text.to_string(),
                            span: value.span(),
                        }]
                    }
                    DeValue::Array(items) => items
                        .iter()
                        .filter_map(|item| {
                            let text = item.get_ref().as_str();
                            if text.is_none() {
                                self.wrong_type(name.get_ref(), item, "texts in quotation marks");
                            }
                            Some(At {
                                value: text?.to_owned(),
                                span: item.span(),
                            })
                        })
                        .collect(),
                    _ => {
                        self.wrong_type(name.get_ref(), value, "a list of texts: [\"…\", \"…\"]");
                        Vec::new()
                    }
                };
                (
                    At {
                        value: name.get_ref().to_string(),
                        span: name.span(),
                    },
                    items,
                )
            })
            .collect();
        lists.sort_by_key(|(name, _)| name.span.start);
        lists
    }

    /// Takes every key as known: a mistake above makes it pointless to judge them.
    pub(crate) fn forgive(&self) {
        self.forgiven.set(true);
    }

    /// Reports every key that nobody asked for.
    pub(crate) fn finish(self) {
        if self.forgiven.get() {
            return;
        }
        let known = self.known.borrow();
        for (name, _) in self.entries.iter().flat_map(|entries| entries.iter()) {
            if known.contains(name.get_ref().as_ref()) {
                continue;
            }
            let help = if let Some(near) = nearest(name.get_ref(), known.iter().copied()) {
                format!("did you mean `{near}`?")
            } else {
                let names: Vec<&str> = known.iter().copied().collect();
                format!("expected {}", either(&names))
            };
            self.report(
                name.span(),
                format!("unknown key `{}`", name.get_ref()),
                Some(help),
            );
        }
    }
}

fn article(kind: &str) -> String {
    let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {kind}")
}
