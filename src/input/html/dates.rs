//! When a page says that it was published. What cannot be read as a date is passed over.

use jiff::civil::Date;
use serde_json::Value;

use super::page::Dated;
use crate::input::record::parse_date;

/// The date of the most reliable place that gives one; `dates` come in that order.
pub(super) fn published(dates: &[(Dated, String)]) -> Option<Date> {
    dates.iter().find_map(|(how, text)| match how {
        Dated::Data => in_data(text),
        Dated::Meta | Dated::Item | Dated::Time => parse_date(text.trim()).ok(),
    })
}

/// `datePublished` anywhere in data of the page (JSON-LD). The first in the order of the text's objects counts.
fn in_data(json: &str) -> Option<Date> {
    let data: Value = serde_json::from_str(json.trim()).ok()?;
    let mut open = vec![&data];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(object) => {
                let date = object.get("datePublished").and_then(Value::as_str);
                if let Some(date) = date.and_then(|date| parse_date(date.trim()).ok()) {
                    return Some(date);
                }
                open.extend(object.values());
            }
            Value::Array(values) => open.extend(values.iter().rev()),
            _ => {}
        }
    }
    None
}
