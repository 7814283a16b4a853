//! Why the page cannot do what it should.

use thiserror::Error;
use wasm_bindgen::JsValue;

#[derive(Debug, Error)]
pub(crate) enum Failure {
    /// The page's HTML is not the one that this code was written for.
    #[error("the page has no element `{0}`")]
    Element(String),
    /// A file of the page's own.
    #[error("{name}: {reason}")]
    File { name: String, reason: String },
    /// The policy's mistakes, one a line.
    #[error("{0}")]
    Policy(#[from] notelint_core::policy::PolicyError),
    /// Something that a browser refused.
    #[error("{0}")]
    Browser(String),
}

impl From<JsValue> for Failure {
    fn from(value: JsValue) -> Self {
        let message = js_sys::Reflect::get(&value, &"message".into())
            .ok()
            .and_then(|message| message.as_string());
        Self::Browser(message.unwrap_or_else(|| format!("{value:?}")))
    }
}
