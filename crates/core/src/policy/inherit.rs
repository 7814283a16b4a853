//! A policy that extends another begins as a copy of it.

use std::cell::RefCell;
use std::sync::Arc;

use super::decode::Table;
use super::diagnostic::Diagnostics;
use super::{Policy, PolicyFiles};
use crate::situation::Reader;

/// The policy that `extends` names, or an empty one.
pub(super) fn base(
    head: &Table<'_, '_>,
    file: &str,
    files: &PolicyFiles,
    diagnostics: &RefCell<Diagnostics<'_>>,
) -> Policy {
    let Some(extends) = head.string("extends") else {
        return empty();
    };
    let name = format!("{}.toml", extends.value.trim_end_matches(".toml"));
    if name == file {
        head.report(extends.span, "a policy cannot extend itself", None);
        return empty();
    }
    let Some(bytes) = files.get(&name) else {
        head.report(
            extends.span,
            format!("the policy `{}` is not there", extends.value),
            Some(format!("put {name} beside this file")),
        );
        return empty();
    };
    let Ok(source) = std::str::from_utf8(bytes) else {
        head.report(extends.span, format!("{name} is not UTF-8 text"), None);
        return empty();
    };
    // A file that is being read is not there for those it extends: circles end here.
    let mut others = files.clone();
    others.remove(file);
    others.remove(&name);
    match Policy::parse(&name, source, &others) {
        Ok(policy) => Policy {
            extends: Some(policy.id.clone()),
            ..policy
        },
        Err(error) => {
            diagnostics.borrow_mut().adopt(error);
            empty()
        }
    }
}

fn empty() -> Policy {
    Policy {
        id: String::new(),
        title: String::new(),
        version: String::new(),
        valid_from: None,
        valid_until: None,
        extends: None,
        roles: Vec::new(),
        note_types: Vec::new(),
        situations: Vec::new(),
        hashtags: Vec::new(),
        fields: Vec::new(),
        allowed: Vec::new(),
        rules: Vec::new(),
        reader: Arc::new(Reader::none()),
    }
}
