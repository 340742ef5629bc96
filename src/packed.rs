//! What the build script embeds, deflated.

use miniz_oxide::inflate::decompress_to_vec;
use serde::de::DeserializeOwned;

/// A value, as JSON.
pub(crate) fn read<T: DeserializeOwned>(packed: &[u8]) -> Result<T, String> {
    serde_json::from_str(&text(packed)?).map_err(|error| error.to_string())
}

pub(crate) fn text(packed: &[u8]) -> Result<String, String> {
    let bytes = decompress_to_vec(packed).map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|error| error.to_string())
}
