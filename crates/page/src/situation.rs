//! Draws what the note says of the customer, and asks where that is not certain.

use notelint_core::Engine;
use notelint_core::situation::Certainty;
use web_sys::{Element, HtmlElement};

use crate::catalogue::Catalogue;
use crate::checked::Checked;
use crate::dom::{create, element};
use crate::failure::Failure;

/// The longest quotation; what is cut off can be seen in the note.
const LONGEST_QUOTE: usize = 60;

pub(crate) fn draw(
    checked: Option<&Checked>,
    answer: &str,
    catalogue: &Catalogue,
) -> Result<(), Failure> {
    let card: HtmlElement = element("situation")?;
    let known = checked.filter(|checked| !checked.title.is_empty());
    card.set_hidden(known.is_none());
    let Some(checked) = known else {
        return Ok(());
    };
    let put = |id: &str, text: &str| -> Result<(), Failure> {
        let element: Element = element(id)?;
        if element.text_content().as_deref() != Some(text) {
            element.set_text_content(Some(text));
        }
        Ok(())
    };
    put("situation-is", &checked.title)?;
    put(
        "certainty",
        catalogue.text(match checked.situation.certainty {
            Certainty::Stated => "certainty.stated",
            Certainty::Inferred => "certainty.inferred",
            Certainty::Answered => "certainty.answered",
        }),
    )?;
    // The author knows what the author said.
    let reason = Some(checked.situation.reason.as_str()).filter(|_| answer.is_empty());
    put("situation-reason", reason.unwrap_or_default())?;
    draw_quotes(checked)?;
    element::<HtmlElement>("question")?.set_hidden(checked.question.is_none());
    put(
        "question-text",
        checked.question.as_deref().unwrap_or_default(),
    )
}

fn draw_quotes(checked: &Checked) -> Result<(), Failure> {
    let line: Element = element("situation-quotes")?;
    let quotes: Vec<String> = checked
        .situation
        .evidence
        .iter()
        .map(|place| quote(checked.text(place)))
        .collect();
    // Drawn anew, the line would take the focus from whoever is in it.
    if line.child_element_count() as usize == quotes.len()
        && line.text_content().unwrap_or_default() == quotes.concat()
    {
        return Ok(());
    }
    line.set_text_content(None);
    for (number, text) in quotes.iter().enumerate() {
        let button = create("button", text)?;
        button.set_attribute("type", "button")?;
        button.set_class_name("quote");
        button.set_attribute("data-quote", &number.to_string())?;
        line.append_child(&button)?;
    }
    Ok(())
}

/// A place's text on one line, cut where it is long.
fn quote(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST_QUOTE) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line,
    }
}

/// The situation that a pressed button answers with: the supposed one, or the one that
/// holds when nothing is said.
pub(crate) fn answer(button: &Element, checked: &Checked, engine: &Engine) -> Option<String> {
    match button.id().as_str() {
        "answer-yes" => Some(checked.situation.situation.clone()),
        "answer-no" => {
            let policy = engine.policies().first()?;
            let default = policy.situations.iter().find(|s| s.default)?;
            Some(default.id.clone())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_one_line_and_short() {
        assert_eq!(quote(" a\n  b "), "a b");
        let long = quote(&"é".repeat(100));
        assert_eq!(long.chars().count(), LONGEST_QUOTE + 1);
    }
}
