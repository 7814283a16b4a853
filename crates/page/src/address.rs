//! Role, note type, view and language in the part of the address behind `#`,
//! so that a bookmark keeps them. The part never reaches a server; the text never gets in.

/// What the address keeps.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub(crate) struct Address {
    pub(crate) role: String,
    pub(crate) note_type: String,
    pub(crate) view: String,
    pub(crate) language: String,
}

impl Address {
    /// Reads `#role=fm&type=service-intent`; what it does not know it leaves.
    pub(crate) fn parse(hash: &str) -> Self {
        let mut address = Self::default();
        for pair in hash.trim_start_matches('#').split('&') {
            let Some((key, value)) = pair.split_once('=') else {
                continue;
            };
            // The ids of policies are plain words; anything else is not one of them.
            if !value
                .chars()
                .all(|c| c.is_alphanumeric() || "-_.".contains(c))
            {
                continue;
            }
            let slot = match key {
                "role" => &mut address.role,
                "type" => &mut address.note_type,
                "view" => &mut address.view,
                "lang" => &mut address.language,
                _ => continue,
            };
            value.clone_into(slot);
        }
        address
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let pairs = [
            ("role", &self.role),
            ("type", &self.note_type),
            ("view", &self.view),
            ("lang", &self.language),
        ];
        let mut sign = '#';
        for (key, value) in pairs.into_iter().filter(|(_, value)| !value.is_empty()) {
            write!(f, "{sign}{key}={value}")?;
            sign = '&';
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for hash in [
            "",
            "#role=fm",
            "#role=fm&type=service-intent&view=audit&lang=pt-BR",
            "#lang=de",
        ] {
            assert_eq!(Address::parse(hash).to_string(), hash);
        }
    }

    #[test]
    fn strange_addresses_say_nothing() {
        for hash in [
            "#",
            "#role",
            "#note=secret",
            "#role=<b>&type=a%20b",
            "#=&&=",
        ] {
            assert_eq!(Address::parse(hash), Address::default(), "{hash}");
        }
    }
}
