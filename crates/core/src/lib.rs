//! NoteLint's engine: a note and a policy go in, findings come out.
//!
//! No I/O, no clock, no JavaScript. Offsets are bytes in here and UTF-16 code
//! units in [`json`], the edge at which pages, messages and the command meet.
//!
//! | module | what it does |
//! | --- | --- |
//! | [`policy`] | reads a policy file into roles, note types, hashtags and rules, or says what is wrong with it |
//! | [`note`] | what is checked: a role, a note type, sections of text |
//! | [`hashtag`] | finds a hashtag and its near misses in a text |
//! | [`situation`] | reads what the note says of the customer |
//! | [`rules`] | the kinds of rules, one file each |
//! | [`finding`] | one rule broken in one note, with its fixes |
//! | [`engine`] | policies applied to a note |
//! | [`offer`] | what the loaded policies offer to choose from |
//! | [`json`] | the stable data format around all this |
#![forbid(unsafe_code)]

pub mod engine;
pub mod finding;
pub mod hashtag;
pub mod json;
pub mod note;
pub mod offer;
pub mod policy;
pub mod rules;
pub mod situation;
mod text;

pub use engine::Engine;
pub use finding::Severity;
pub use policy::{Policy, PolicyFiles};
