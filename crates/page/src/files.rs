//! The page's own files.

use js_sys::Uint8Array;
use js_sys::futures::JsFuture;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Response;

use crate::dom::window;
use crate::failure::Failure;

/// A file from beside the page, as bytes.
pub(crate) async fn bytes(name: &str) -> Result<Vec<u8>, Failure> {
    let response = response(name).await?;
    let buffer = JsFuture::from(response.array_buffer()?).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// A file from beside the page, as what its JSON says.
pub(crate) async fn json<T: serde::de::DeserializeOwned>(name: &str) -> Result<T, Failure> {
    let broken = |reason: String| Failure::File {
        name: name.to_owned(),
        reason,
    };
    let response = response(name).await?;
    let value = JsFuture::from(response.json()?)
        .await
        .map_err(|error| broken(Failure::from(error).to_string()))?;
    serde_wasm_bindgen::from_value(value).map_err(|error| broken(error.to_string()))
}

async fn response(name: &str) -> Result<Response, Failure> {
    let broken = |reason: String| Failure::File {
        name: name.to_owned(),
        reason,
    };
    let response: Response = JsFuture::from(window()?.fetch_with_str(name))
        .await
        .and_then(JsValue::dyn_into)
        .map_err(|error| broken(Failure::from(error).to_string()))?;
    if response.ok() {
        Ok(response)
    } else {
        Err(broken(format!(
            "{} {}",
            response.status(),
            response.status_text()
        )))
    }
}
