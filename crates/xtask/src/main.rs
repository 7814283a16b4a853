//! NoteLint.
fn main() {}
