//! A `null` where a host's documents promise a list, a number or a word: what is not there is empty, and no reason to throw the
//! whole entry away.

use serde::{Deserialize, Deserializer};

/// Reads a field of an answer, a `null` as its default. For `#[serde(default, deserialize_with = …)]`, since `default` alone
/// stands for a field that is missing.
pub(crate) fn as_default<'de, Field, Source>(source: Source) -> Result<Field, Source::Error>
where
    Field: Default + Deserialize<'de>,
    Source: Deserializer<'de>,
{
    Ok(Option::deserialize(source)?.unwrap_or_default())
}
