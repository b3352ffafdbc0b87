//! The format of packs as a JSON Schema, made from the types that read it: editors complete and check packs with it.
//!
//! Which keys a kind of rule takes and needs comes from the same table that the reader goes by.

use serde_json::{Value, json};

use super::keys::{KINDS, RawPack};

/// The schema of a pack file.
#[must_use]
pub fn of_packs() -> Value {
    let mut schema = schemars::schema_for!(RawPack).to_value();
    let kinds: Vec<&str> = KINDS.iter().map(|(kind, _)| *kind).collect();
    let particular: Vec<&str> = {
        let keys = KINDS.iter().flat_map(|(_, keys)| *keys).map(|key| key.trim_end_matches('!'));
        let mut keys: Vec<&str> = keys.collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    };
    let rules: Vec<Value> = KINDS
        .iter()
        .map(|(kind, keys)| {
            let takes = |key: &str| keys.iter().any(|taken| taken.trim_end_matches('!') == key);
            let refused = particular.iter().filter(|key| !takes(key));
            let refused: serde_json::Map<String, Value> =
                refused.map(|key| ((*key).to_owned(), Value::Bool(false))).collect();
            let required: Vec<&str> = keys.iter().filter_map(|key| key.strip_suffix('!')).collect();
            json!({
                "if": { "properties": { "kind": { "const": kind } } },
                "then": { "required": required, "properties": refused },
            })
        })
        .collect();
    if let Some(rule) = schema.pointer_mut("/$defs/RawRule") {
        rule["properties"]["kind"]["enum"] = json!(kinds);
        rule["allOf"] = Value::Array(rules);
    }
    schema["title"] = json!("A pack of sunting");
    schema
}
