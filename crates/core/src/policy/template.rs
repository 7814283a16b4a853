//! Messages with places to fill in: `{tag} is missing`.

/// A message of a rule.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Template(String);

impl Template {
    /// Reads a message; names the first place that the rule's kind cannot fill.
    pub(crate) fn new(text: &str, names: &[&str]) -> Result<Self, String> {
        for name in places(text) {
            if !names.contains(&name) {
                return Err(name.to_owned());
            }
        }
        Ok(Self(text.to_owned()))
    }

    /// The message with its places filled.
    pub(crate) fn fill(&self, values: &[(&str, &str)]) -> String {
        let mut filled = String::with_capacity(self.0.len() + 32);
        let mut rest = self.0.as_str();
        while let Some(open) = rest.find('{') {
            let Some(close) = rest[open..].find('}').map(|at| open + at) else {
                break;
            };
            filled.push_str(&rest[..open]);
            let name = &rest[open + 1..close];
            filled.push_str(values.iter().find(|v| v.0 == name).map_or("", |v| v.1));
            rest = &rest[close + 1..];
        }
        filled.push_str(rest);
        filled
    }
}

fn places(text: &str) -> impl Iterator<Item = &str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name)
}
