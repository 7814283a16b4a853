//! Something is to be done elsewhere, and a field of the form must not say the contrary.

use std::sync::Arc;

use super::{Context, Found, Key, Kind, KindEntry, Shape};
use crate::finding::{Change, Fix, Safety, Severity};
use crate::policy::Template;
use crate::text::fold;

const PLACES: &[&str] = &["value", "field"];

pub(crate) static ENTRY: KindEntry = KindEntry {
    name: "action",
    about: "Something is to be done elsewhere, and a field of the form must not say the contrary.",
    keys: &[
        Key {
            name: "action",
            shape: Shape::Text,
            required: true,
            about: "What the author is to do.",
        },
        Key {
            name: "action_title",
            shape: Shape::Text,
            required: true,
            about: "The action in a few words.",
        },
        Key {
            name: "field",
            shape: Shape::Text,
            required: false,
            about: "Id of the field that shows the present state.",
        },
        Key {
            name: "contrary",
            shape: Shape::Texts,
            required: false,
            about: "Values of the field that say the contrary.",
        },
        Key {
            name: "contrary_severity",
            shape: Shape::Severity,
            required: false,
            about: "The severity when the field says the contrary.",
        },
        Key {
            name: "contrary_message",
            shape: Shape::Text,
            required: false,
            about: "The message when the field says the contrary.",
        },
        Key {
            name: "done",
            shape: Shape::Texts,
            required: false,
            about: "Values of the field that show that it is done.",
        },
    ],
    places: PLACES,
    missing: false,
    decode: |table, policy| {
        let field = table.string("field");
        if let Some(id) = field
            .as_ref()
            .filter(|id| !policy.fields.iter().any(|f| f.id == id.value))
        {
            table.unknown(id, "field", policy.fields.iter().map(|f| f.id.as_str()));
        }
        let values = |key| table.strings(key).iter().map(|v| fold(&v.value)).collect();
        let contrary: Vec<String> = values("contrary");
        let done = values("done");
        let severity = table.one_of("contrary_severity", &Severity::NAMES);
        let message = table.string("contrary_message").and_then(|text| {
            Template::new(&text.value, PLACES)
                .map_err(|place| {
                    table.report(text.span, format!("nothing fills `{{{place}}}` here"), None);
                })
                .ok()
        });
        Some(Arc::new(Action {
            what: table.required_string("action")?.value,
            title: table.required_string("action_title")?.value,
            field: field.map(|field| field.value),
            contrary,
            done,
            severity: severity.and_then(|name| Severity::from_name(&name.value)),
            message,
        }))
    },
};

#[derive(Debug)]
struct Action {
    what: String,
    title: String,
    field: Option<String>,
    contrary: Vec<String>,
    done: Vec<String>,
    severity: Option<Severity>,
    message: Option<Template>,
}

impl Kind for Action {
    fn check(&self, cx: &Context<'_>) -> Vec<Found> {
        let shown = self.field.as_deref().and_then(|id| cx.field(id));
        let value = shown.map(fold).unwrap_or_default();
        if self.done.contains(&value) {
            return Vec::new();
        }
        let place = cx
            .reading
            .evidence
            .first()
            .cloned()
            .unwrap_or_else(Context::whole);
        let title = self
            .field
            .as_deref()
            .and_then(|id| cx.policy.fields.iter().find(|f| f.id == id))
            .map_or("", |field| &field.title);
        let mut found = Found::at(place)
            .with("value", shown.unwrap_or_default())
            .with("field", title)
            .fix(Fix {
                title: self.title.clone(),
                safety: Safety::Shown,
                change: Change::Action(self.what.clone()),
            });
        if self.contrary.contains(&value) {
            found.severity = self.severity;
            found.message = self.message.as_ref().map(|message| {
                message.fill(&[("value", shown.unwrap_or_default()), ("field", title)])
            });
        }
        vec![found]
    }
}
