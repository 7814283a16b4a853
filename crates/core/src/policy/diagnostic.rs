//! What is wrong with a policy file, where, and the way out.

use std::fmt;
use std::ops::Range;

/// One mistake in a policy file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// The file's name.
    pub file: String,
    /// Bytes of the file; empty where no place fits better than the file as a whole.
    pub span: Range<usize>,
    /// Line of the span's start, from 1.
    pub line: usize,
    /// Column of the span's start in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What was expected or what to write instead.
    pub help: Option<String>,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}:{}: {}",
            self.file, self.line, self.column, self.message
        )?;
        match &self.help {
            Some(help) => write!(f, " ({help})"),
            None => Ok(()),
        }
    }
}

/// A policy file that cannot be used: all its mistakes, in the file's order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PolicyError {
    /// At least one.
    pub diagnostics: Vec<Diagnostic>,
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.diagnostics.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            diagnostic.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for PolicyError {}

/// Collects the mistakes of one file.
pub(crate) struct Diagnostics<'s> {
    file: &'s str,
    source: &'s str,
    found: Vec<Diagnostic>,
}

impl<'s> Diagnostics<'s> {
    pub(crate) fn new(file: &'s str, source: &'s str) -> Self {
        Self {
            file,
            source,
            found: Vec::new(),
        }
    }

    pub(crate) fn report(
        &mut self,
        span: Range<usize>,
        message: impl Into<String>,
        help: Option<String>,
    ) {
        let before = self.source.get(..span.start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        self.found.push(Diagnostic {
            file: self.file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            span,
            message: message.into(),
            help,
        });
    }

    /// Mistakes of another file, such as one that this file extends.
    pub(crate) fn adopt(&mut self, error: PolicyError) {
        self.found.extend(error.diagnostics);
    }

    pub(crate) fn finish<T>(mut self, made: impl FnOnce() -> Option<T>) -> Result<T, PolicyError> {
        if self.found.is_empty() {
            if let Some(made) = made() {
                return Ok(made);
            }
            self.report(0..0, "this policy cannot be used", None);
        }
        self.found
            .sort_by(|a, b| (&a.file, a.span.start).cmp(&(&b.file, b.span.start)));
        Err(PolicyError {
            diagnostics: self.found,
        })
    }
}
