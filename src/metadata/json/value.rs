//! A JSON value that borrows its strings from the page: few of them have escapes.

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

#[derive(Debug, Clone, PartialEq)]
pub(in crate::metadata) enum Value<'t> {
    Null,
    Bool(bool),
    /// `None` for what is no whole number, or is below zero.
    Number(Option<u64>),
    String(Cow<'t, str>),
    Array(Vec<Value<'t>>),
    Object(Object<'t>),
}

/// Members in the order of their names; of several with one name the last.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::metadata) struct Object<'t>(Vec<(Cow<'t, str>, Value<'t>)>);

impl<'t> Value<'t> {
    pub(in crate::metadata) fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    pub(in crate::metadata) fn as_u64(&self) -> Option<u64> {
        match self {
            Self::Number(number) => *number,
            _ => None,
        }
    }

    pub(in crate::metadata) fn as_object(&self) -> Option<&Object<'t>> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The same, borrowing nothing.
    pub(in crate::metadata) fn into_owned(self) -> Value<'static> {
        match self {
            Self::Null => Value::Null,
            Self::Bool(is) => Value::Bool(is),
            Self::Number(number) => Value::Number(number),
            Self::String(text) => Value::String(owned(text)),
            Self::Array(items) => Value::Array(items.into_iter().map(Self::into_owned).collect()),
            Self::Object(Object(members)) => {
                let members = members.into_iter();
                Value::Object(Object(members.map(|(n, v)| (owned(n), v.into_owned())).collect()))
            }
        }
    }
}

fn owned(text: Cow<'_, str>) -> Cow<'static, str> {
    Cow::Owned(text.into_owned())
}

impl<'t> Object<'t> {
    fn new(mut members: Vec<(Cow<'t, str>, Value<'t>)>) -> Self {
        members.sort_by(|(a, _), (b, _)| a.cmp(b));
        members.dedup_by(|later, earlier| {
            let same = later.0 == earlier.0;
            if same {
                std::mem::swap(later, earlier);
            }
            same
        });
        Self(members)
    }

    pub(in crate::metadata) fn get(&self, name: &str) -> Option<&Value<'t>> {
        // Objects are small: lengths differ sooner than a search has halved them.
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value)
    }

    pub(in crate::metadata) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    pub(in crate::metadata) fn len(&self) -> usize {
        self.0.len()
    }

    pub(in crate::metadata) fn values(&self) -> impl DoubleEndedIterator<Item = &Value<'t>> {
        self.0.iter().map(|(_, value)| value)
    }
}

impl<'de> Deserialize<'de> for Value<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

#[derive(Deserialize)]
struct Name<'t>(#[serde(borrow)] Cow<'t, str>);

struct Reader;

/// Most objects of JSON-LD have fewer.
const USUAL_MEMBERS: usize = 8;

impl<'de> Visitor<'de> for Reader {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, is: bool) -> Result<Self::Value, E> {
        Ok(Value::Bool(is))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Value::Number(Some(number)))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Value::Number(number.try_into().ok()))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Value::Number(None))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Value::String(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Value::String(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::with_capacity(USUAL_MEMBERS);
        while let Some((Name(name), value)) = map.next_entry()? {
            members.push((name, value));
        }
        Ok(Value::Object(Object::new(members)))
    }
}

#[cfg(test)]
mod tests {
    use super::Value;

    #[test]
    fn strings_without_escapes_are_borrowed_and_the_last_of_a_name_holds() {
        let text = r#"{"b": "x", "a": "l\n", "b": ["y", 1, -1, 1.5, null, true]}"#;
        let value: Value<'_> = serde_json::from_str(text).unwrap();
        let object = value.as_object().unwrap();
        assert_eq!((object.len(), object.has("b"), object.has("c")), (2, true, false));
        assert_eq!(object.values().next().and_then(Value::as_str), Some("l\n"));
        let Some(Value::Array(items)) = object.get("b") else { panic!("{object:?}") };
        let y = items[0].as_str().unwrap().as_ptr() as usize - text.as_ptr() as usize;
        assert_eq!(text.get(y..=y), Some("y"));
        let numbers: Vec<_> = items.iter().map(Value::as_u64).collect();
        assert_eq!(numbers, [None, Some(1), None, None, None, None]);
        assert_eq!(value.clone().into_owned(), value);
    }
}
