//! The checker page's behaviour. `www/index.html` says what is there, `www/*.css` how it looks.
//!
//! Built into a module of its own, which links the engine directly, and put beside
//! the page's files:
//!
//! ```text
//! wasm-pack build crates/page --target web --no-opt --no-pack --no-typescript --profile wasm \
//!     --out-dir ../../target/wasm/page --out-name page
//! wasm-opt -Os target/wasm/page/page_bg.wasm -o dist/www/page_bg.wasm
//! cp target/wasm/page/page.js dist/www/ && cp -r www/. dist/www/ && cp -r policies dist/www/
//! ```
//!
//! The page asks for `policies/index.json`, then for the files that it lists, then for
//! `samples.json` and one of `locales/*.json`: all from beside itself, nothing else, ever.
//!
//! | module | what it does |
//! | --- | --- |
//! | `start`, `files` | loads policies, words and examples, and starts the rest |
//! | `shell` | which view is open, the language, the examples, the address |
//! | `note_view` | one note: from a keystroke to findings |
//! | `controls`, `note_box` | the form; a text box and the underlines behind it |
//! | `checked` | a note as it was checked, and what came of it |
//! | `findings`, `situation` | draw what came of it |
//! | `fix`, `clipboard` | a fix as one step that undo takes back; copying |
//! | `marks` | which characters are underlined how |
//! | `audit` | a whole export |
//! | `examples` | notes to try |
//! | `catalogue` | the page's words in six languages |
//! | `address` | role, note type and language in the address; never the text |
//! | `status` | what a screen reader is told |
//! | `dom`, `failure` | the document, typed; why something cannot be done |
#![forbid(unsafe_code)]

mod address;
mod audit;
mod catalogue;
mod checked;
mod clipboard;
mod controls;
mod dom;
mod examples;
mod failure;
mod files;
mod findings;
mod fix;
mod marks;
mod note_box;
mod note_view;
mod shell;
mod situation;
mod start;
mod status;
