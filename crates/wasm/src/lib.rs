//! NoteLint's engine for JavaScript.
//!
//! Built into a module that a page or an extension's background loads by itself:
//!
//! ```text
//! wasm-pack build crates/wasm --target web --no-opt --no-pack --profile wasm \
//!     --out-dir ../../target/wasm/pkg --out-name notelint_wasm
//! wasm-opt -Os target/wasm/pkg/notelint_wasm_bg.wasm -o target/wasm/pkg/notelint_wasm_bg.wasm
//! ```
//!
//! Offsets are UTF-16 code units. A lone surrogate in a text is read as U+FFFD,
//! which is as long, so that every offset still fits the text it came from.

use js_sys::{Object, Uint8Array};
use notelint_core::json::NoteInput;
use notelint_core::offer::PolicyInfo;
use notelint_core::{Policy, PolicyFiles};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("../../../extension/src/protocol/note.ts");

/// Policies, ready to check notes. Stateless: the same note gives the same report.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine {
    engine: notelint_core::Engine,
}

#[wasm_bindgen]
impl Engine {
    /// Reads a policy. `files` holds what the policy names (cues, model, a policy
    /// that it extends), by file name. `name` is what messages call the policy's file.
    ///
    /// Throws an `Error` that lists every mistake of the policy with its line.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::needless_pass_by_value)] // An optional text can only come as a value.
    pub fn new(
        #[wasm_bindgen(js_name = policyToml)] policy_toml: &str,
        #[wasm_bindgen(unchecked_param_type = "Record<string, Uint8Array>")] files: &JsValue,
        name: Option<String>,
    ) -> Result<Engine, JsError> {
        let policy = parse(policy_toml, files, name.as_deref())?;
        Ok(Self {
            engine: notelint_core::Engine::new(vec![policy]),
        })
    }

    /// Reads one more policy, as the constructor does. A note is then checked by every
    /// policy that knows its role and note type; each finding names its policy.
    ///
    /// Throws as the constructor does, and then nothing has changed.
    #[allow(clippy::needless_pass_by_value)]
    pub fn add(
        &mut self,
        #[wasm_bindgen(js_name = policyToml)] policy_toml: &str,
        #[wasm_bindgen(unchecked_param_type = "Record<string, Uint8Array>")] files: &JsValue,
        name: Option<String>,
    ) -> Result<(), JsError> {
        self.engine.add(parse(policy_toml, files, name.as_deref())?);
        Ok(())
    }

    /// Checks a note.
    ///
    /// Throws an `Error` where the role, the note type or the situation is unknown,
    /// where the note has no section or is too long, and where it is no `NoteInput`.
    #[wasm_bindgen(unchecked_return_type = "Report")]
    pub fn check(
        &self,
        #[wasm_bindgen(unchecked_param_type = "NoteInput")] note: JsValue,
    ) -> Result<JsValue, JsError> {
        let note: NoteInput = serde_wasm_bindgen::from_value(note)
            .map_err(|error| JsError::new(&format!("this is not a note: {error}")))?;
        to_js(&self.engine.check_json(&note)?)
    }

    /// What the policies offer to choose from.
    #[wasm_bindgen(unchecked_return_type = "PolicyInfo")]
    pub fn policy(&self) -> Result<JsValue, JsError> {
        to_js(&PolicyInfo::of(self.engine.policies()))
    }
}

fn parse(toml: &str, files: &JsValue, name: Option<&str>) -> Result<Policy, JsError> {
    let files = policy_files(files)?;
    Ok(Policy::parse(name.unwrap_or("policy.toml"), toml, &files)?)
}

fn to_js(value: &impl Serialize) -> Result<JsValue, JsError> {
    Ok(value.serialize(&Serializer::json_compatible())?)
}

fn policy_files(files: &JsValue) -> Result<PolicyFiles, JsError> {
    let Some(files) = files.dyn_ref::<Object>() else {
        return Err(JsError::new(
            "the policy's files must be an object of file names and Uint8Arrays",
        ));
    };
    Object::entries(files)
        .iter()
        .map(|entry| {
            let entry = js_sys::Array::from(&entry);
            let name = entry.get(0).as_string().unwrap_or_default();
            match entry.get(1).dyn_into::<Uint8Array>() {
                Ok(bytes) => Ok((name, bytes.to_vec())),
                Err(_) => Err(JsError::new(&format!(
                    "the policy's file `{name}` must be a Uint8Array"
                ))),
            }
        })
        .collect()
}
