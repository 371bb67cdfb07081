//! Sizes by file, as they are recorded and compared.

use std::collections::BTreeMap;

use serde_json::{Value, json};

#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Size {
    pub raw: u64,
    pub brotli: u64,
}

pub type Sizes = BTreeMap<String, Size>;

pub fn change(now: Size, before: Option<&Size>) -> String {
    match before {
        None => "new".to_owned(),
        Some(before) if *before == now => String::new(),
        Some(before) => {
            let difference = |now: u64, before: u64| i128::from(now) - i128::from(before);
            let raw = difference(now.raw, before.raw);
            format!(
                "{raw:+} raw, {:+} brotli",
                difference(now.brotli, before.brotli)
            )
        }
    }
}

pub fn to_json(sizes: &Sizes) -> Value {
    let entry = |(name, size): (&String, &Size)| {
        (
            name.clone(),
            json!({ "raw": size.raw, "brotli": size.brotli }),
        )
    };
    Value::Object(sizes.iter().map(entry).collect())
}

pub fn from_json(value: &Value) -> Sizes {
    let bytes = |size: &Value, key: &str| size[key].as_u64().unwrap_or_default();
    let entry = |(name, size): (&String, &Value)| {
        (
            name.clone(),
            Size {
                raw: bytes(size, "raw"),
                brotli: bytes(size, "brotli"),
            },
        )
    };
    value.as_object().into_iter().flatten().map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_recorded_comes_back() {
        let before = from_json(&json!({ "embed.js": { "raw": 1, "brotli": 10 } }));
        assert!(from_json(&to_json(&before)) == before);
        let now = Size { raw: 3, brotli: 9 };
        assert_eq!(change(now, before.get("embed.js")), "+2 raw, -1 brotli");
        assert_eq!(change(now, None), "new");
    }
}
