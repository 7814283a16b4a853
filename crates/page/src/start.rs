//! Loads policies, words and examples from beside the page and starts it.

use std::collections::BTreeMap;
use std::rc::Rc;

use js_sys::futures::spawn_local;
use notelint_core::{Engine, Policy, PolicyFiles};
use serde::Deserialize;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

use crate::address::Address;
use crate::catalogue::{Catalogue, LANGUAGES, best_language};
use crate::dom::{element, window};
use crate::failure::Failure;
use crate::files;
use crate::shell::Shell;

/// `policies/index.json`: which files there are, and which of them are policies to apply.
#[derive(Deserialize)]
struct Shipped {
    load: Vec<String>,
    files: Vec<String>,
}

#[wasm_bindgen(start)]
fn start() {
    spawn_local(async {
        if let Err(failure) = run().await {
            tell(&failure.to_string());
        }
    });
}

async fn run() -> Result<(), Failure> {
    let address = Address::parse(&window()?.location().hash()?);
    let readers = window()?.navigator().languages();
    let readers: Vec<String> = readers.iter().filter_map(|tag| tag.as_string()).collect();
    let language = best_language(&address.language, readers.iter().map(String::as_str));
    let catalogue = Rc::new(catalogue(language).await?);
    catalogue.translate_page()?;
    match engine().await {
        Ok(engine) => {
            let examples = files::json("samples.json").await?;
            Shell::start(Rc::new(engine), catalogue, &address, examples)
        }
        Err(failure) => {
            let words = match &failure {
                Failure::File { name, reason } => {
                    catalogue.fill("failure.file", &[("file", name), ("reason", reason)])
                }
                Failure::Policy(mistakes) => {
                    format!("{}\n{mistakes}", catalogue.text("failure.policy"))
                }
                other => other.to_string(),
            };
            tell(&words);
            Ok(())
        }
    }
}

/// The words of a language, with English behind them.
pub(crate) async fn catalogue(language: &'static str) -> Result<Catalogue, Failure> {
    let words = async |language: &str| -> Result<BTreeMap<String, String>, Failure> {
        files::json(&format!("locales/{language}.json")).await
    };
    let english = words(LANGUAGES[0]).await?;
    let own = if language == LANGUAGES[0] {
        english.clone()
    } else {
        words(language).await?
    };
    Ok(Catalogue::new(language, own, english))
}

async fn engine() -> Result<Engine, Failure> {
    let shipped: Shipped = files::json("policies/index.json").await?;
    let mut all = PolicyFiles::new();
    for name in shipped.files {
        let bytes = files::bytes(&format!("policies/{name}")).await?;
        all.insert(name, bytes);
    }
    let policies = shipped.load.iter().map(|name| {
        let missing = || Failure::File {
            name: format!("policies/{name}"),
            reason: "policies/index.json does not list it".into(),
        };
        let bytes = all.get(name).ok_or_else(missing)?;
        let text = std::str::from_utf8(bytes).map_err(|error| Failure::File {
            name: format!("policies/{name}"),
            reason: error.to_string(),
        })?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Ok(Policy::parse(name, text, &all)?)
    });
    Ok(Engine::new(policies.collect::<Result<_, Failure>>()?))
}

/// Says on the page that something failed. The page may itself be what is broken:
/// then there is nobody to tell.
pub(crate) fn tell(reason: &str) {
    let (Ok(place), Ok(failure)) = (
        element::<Element>("failure-reason"),
        element::<HtmlElement>("failure"),
    ) else {
        return;
    };
    place.set_text_content(Some(reason));
    failure.set_hidden(false);
}
