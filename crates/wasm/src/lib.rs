//! NoteLint.
