//! The page's words in the reader's language.

use std::collections::BTreeMap;

use js_sys::{Array, Intl, Object};
use wasm_bindgen::JsValue;
use web_sys::{Element, NodeList};

use crate::dom::document;
use crate::failure::Failure;

/// The languages that there is a catalogue for; the first stands in for all others.
pub(crate) const LANGUAGES: [&str; 6] = ["en", "de", "es", "pt-BR", "ja", "zh-Hans"];

/// One language's words.
pub(crate) struct Catalogue {
    pub(crate) language: &'static str,
    words: BTreeMap<String, String>,
    english: BTreeMap<String, String>,
    plural: Intl::PluralRules,
}

impl Catalogue {
    pub(crate) fn new(
        language: &'static str,
        words: BTreeMap<String, String>,
        english: BTreeMap<String, String>,
    ) -> Self {
        let locales = Array::of1(&language.into());
        Self {
            language,
            words,
            english,
            plural: Intl::PluralRules::new(&locales, &Object::new()),
        }
    }

    /// The words of a key; English where a catalogue lacks them.
    pub(crate) fn text<'c>(&'c self, key: &'c str) -> &'c str {
        self.words
            .get(key)
            .or_else(|| self.english.get(key))
            .map_or(key, String::as_str)
    }

    /// The words of a key with its `{names}` filled in.
    pub(crate) fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.text(key), values)
    }

    /// “1 error”, “2 errors”: the form that the language wants for a number.
    pub(crate) fn count(&self, key: &str, count: usize) -> String {
        #[allow(clippy::cast_precision_loss)] // Nobody counts to 2^53 here.
        let form = self.plural.select(count as f64);
        let form = String::from(form);
        let exact = format!("{key}.{form}");
        let known = self.words.contains_key(&exact);
        let key = if known { exact } else { format!("{key}.other") };
        let number = JsValue::from_f64(f64::from(u32::try_from(count).unwrap_or(u32::MAX)));
        let number = js_sys::Number::from(number).to_locale_string(self.language);
        self.fill(&key, &[("count", &String::from(number))])
    }

    /// Puts the words into the page: `data-text` for an element's text, `data-label` for its name.
    pub(crate) fn translate_page(&self) -> Result<(), Failure> {
        let document = document()?;
        document.set_title(self.text("title"));
        if let Some(root) = document.document_element() {
            root.set_attribute("lang", self.language)?;
        }
        for element in elements(&document.query_selector_all("[data-text]")?) {
            let key = element.get_attribute("data-text").unwrap_or_default();
            element.set_text_content(Some(self.text(&key)));
        }
        for element in elements(&document.query_selector_all("[data-label]")?) {
            let key = element.get_attribute("data-label").unwrap_or_default();
            element.set_attribute("aria-label", self.text(&key))?;
        }
        Ok(())
    }
}

fn elements(list: &NodeList) -> impl Iterator<Item = Element> + '_ {
    use wasm_bindgen::JsCast;
    (0..list.length()).filter_map(|index| list.get(index)?.dyn_into().ok())
}

/// Puts values in the place of their `{names}`; one that it does not know stays.
fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let (before, from) = rest.split_at(open);
        filled.push_str(before);
        let name = from.find('}').map(|close| &from[1..close]);
        if let Some((key, value)) = name.and_then(|n| values.iter().find(|(key, _)| *key == n)) {
            filled.push_str(value);
            rest = &from[key.len() + 2..];
        } else {
            filled.push('{');
            rest = &from[1..];
        }
    }
    filled.push_str(rest);
    filled
}

/// The language to begin with: the address's, or the first of the reader's that there is.
pub(crate) fn best_language<'t>(
    asked: &str,
    readers: impl IntoIterator<Item = &'t str>,
) -> &'static str {
    let chosen = LANGUAGES.into_iter().find(|language| *language == asked);
    chosen
        .or_else(|| readers.into_iter().find_map(nearest))
        .unwrap_or(LANGUAGES[0])
}

fn nearest(tag: &str) -> Option<&'static str> {
    let lower = tag.to_ascii_lowercase();
    let main = lower.split('-').next().unwrap_or_default();
    // Traditional Chinese is another script; its readers get English rather than the wrong one.
    if main == "zh" && ["hant", "tw", "hk", "mo"].iter().any(|s| lower.contains(s)) {
        return None;
    }
    LANGUAGES.into_iter().find(|language| {
        language
            .split('-')
            .next()
            .is_some_and(|own| own.eq_ignore_ascii_case(main))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_filled_and_unknown_ones_stay() {
        let values = [("a", "1"), ("b", "{a}")];
        assert_eq!(fill("{a} of {b}, {c} {", &values), "1 of {a}, {c} {");
        assert_eq!(fill("é{a}é", &values), "é1é");
    }

    #[test]
    fn the_reader_s_first_known_language_wins() {
        assert_eq!(best_language("", ["fr-FR", "de-AT", "es"]), "de");
        assert_eq!(best_language("", ["pt"]), "pt-BR");
        assert_eq!(best_language("", ["zh-CN"]), "zh-Hans");
        assert_eq!(best_language("", ["zh-TW", "ja-JP"]), "ja");
        assert_eq!(best_language("", ["fr"]), "en");
    }

    #[test]
    fn the_address_s_language_wins_over_the_reader_s() {
        assert_eq!(best_language("ja", ["de"]), "ja");
        assert_eq!(best_language("xx", ["de"]), "de");
    }
}
