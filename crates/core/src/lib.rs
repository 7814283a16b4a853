//! NoteLint's engine: policy, note, situation, rules, findings.
#![forbid(unsafe_code)]
