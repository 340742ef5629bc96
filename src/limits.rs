//! How much a page may cost, and what is said when it would cost more.

use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Bounds on the work that one page may cause. The defaults are far above any real page.
///
/// Nothing beyond a limit disappears silently: where a limit was hit stands in
/// [`Report::limits`](crate::Report).
///
/// ```
/// use copydesk::Limits;
/// use std::time::Duration;
/// let limits = Limits::default().with_depth(64).with_deadline(Duration::from_secs(2));
/// assert_eq!(limits.depth(), 64);
/// assert_eq!(limits.input_bytes(), 32 << 20);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    input_bytes: usize,
    depth: usize,
    nodes: usize,
    attributes: usize,
    json_ld_bytes: usize,
    json_ld_depth: usize,
    rule_pattern_bytes: usize,
    deadline: Option<Duration>,
}

/// Offsets in a document are 32 bits wide; half of that leaves room for what parsing adds.
const MAX_INPUT_BYTES: usize = 1 << 30;

impl Default for Limits {
    fn default() -> Self {
        Self {
            input_bytes: 32 << 20,
            depth: 512,
            nodes: 1_000_000,
            attributes: 256,
            json_ld_bytes: 2 << 20,
            json_ld_depth: 128,
            rule_pattern_bytes: 1 << 20,
            deadline: None,
        }
    }
}

impl Limits {
    /// Bytes of input that are read; the rest is cut off on a character boundary. Default 32 MiB,
    /// at most 1 GiB.
    ///
    /// ```
    /// let limits = copydesk::Limits::default().with_input_bytes(1 << 20);
    /// assert_eq!(limits.input_bytes(), 1 << 20);
    /// ```
    #[must_use]
    pub fn with_input_bytes(mut self, bytes: usize) -> Self {
        self.input_bytes = bytes.min(MAX_INPUT_BYTES);
        self
    }

    /// How deep elements may nest. Deeper ones are flattened: their text stays in the deepest
    /// allowed element. Default 512, as in browsers; at least 8.
    ///
    /// ```
    /// assert_eq!(copydesk::Limits::default().with_depth(64).depth(), 64);
    /// ```
    #[must_use]
    pub fn with_depth(mut self, depth: usize) -> Self {
        self.depth = depth.max(8);
        self
    }

    /// Elements, texts and comments of a page. Beyond it no more elements are made; text stays.
    /// Default 1,000,000; at least 16.
    ///
    /// ```
    /// assert_eq!(copydesk::Limits::default().with_nodes(50_000).nodes(), 50_000);
    /// ```
    #[must_use]
    pub fn with_nodes(mut self, nodes: usize) -> Self {
        self.nodes = nodes.clamp(16, u32::MAX as usize / 2);
        self
    }

    /// Attributes that are kept of one element. Default 256, at most 60,000.
    ///
    /// ```
    /// assert_eq!(copydesk::Limits::default().with_attributes(32).attributes(), 32);
    /// ```
    #[must_use]
    pub fn with_attributes(mut self, attributes: usize) -> Self {
        self.attributes = attributes.min(60_000);
        self
    }

    /// Bytes of JSON-LD that are read from one `<script>`. Default 2 MiB.
    ///
    /// ```
    /// assert_eq!(copydesk::Limits::default().with_json_ld_bytes(0).json_ld_bytes(), 0);
    /// ```
    #[must_use]
    pub fn with_json_ld_bytes(mut self, bytes: usize) -> Self {
        self.json_ld_bytes = bytes;
        self
    }

    /// How deep JSON-LD is followed. Default 128.
    ///
    /// ```
    /// assert_eq!(copydesk::Limits::default().with_json_ld_depth(16).json_ld_depth(), 16);
    /// ```
    #[must_use]
    pub fn with_json_ld_depth(mut self, depth: usize) -> Self {
        self.json_ld_depth = depth;
        self
    }

    /// Bytes that a rule's compiled pattern may take. Default 1 MiB.
    ///
    /// ```
    /// let limits = copydesk::Limits::default().with_rule_pattern_bytes(1 << 16);
    /// assert_eq!(limits.rule_pattern_bytes(), 1 << 16);
    /// ```
    #[must_use]
    pub fn with_rule_pattern_bytes(mut self, bytes: usize) -> Self {
        self.rule_pattern_bytes = bytes;
        self
    }

    /// Time after which a page is finished with what is known by then. Default none.
    ///
    /// ```
    /// use std::time::Duration;
    /// let limits = copydesk::Limits::default().with_deadline(Duration::from_secs(1));
    /// assert_eq!(limits.deadline(), Some(Duration::from_secs(1)));
    /// ```
    #[must_use]
    pub fn with_deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// See [`Limits::with_input_bytes`].
    pub fn input_bytes(&self) -> usize {
        self.input_bytes
    }

    /// See [`Limits::with_depth`].
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// See [`Limits::with_nodes`].
    pub fn nodes(&self) -> usize {
        self.nodes
    }

    /// See [`Limits::with_attributes`].
    pub fn attributes(&self) -> usize {
        self.attributes
    }

    /// See [`Limits::with_json_ld_bytes`].
    pub fn json_ld_bytes(&self) -> usize {
        self.json_ld_bytes
    }

    /// See [`Limits::with_json_ld_depth`].
    pub fn json_ld_depth(&self) -> usize {
        self.json_ld_depth
    }

    /// See [`Limits::with_rule_pattern_bytes`].
    pub fn rule_pattern_bytes(&self) -> usize {
        self.rule_pattern_bytes
    }

    /// See [`Limits::with_deadline`].
    pub fn deadline(&self) -> Option<Duration> {
        self.deadline
    }
}

/// Which limit was hit.
///
/// ```
/// assert_eq!(serde_json::to_string(&copydesk::Limit::InputBytes)?, "\"input_bytes\"");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Limit {
    /// Input was cut off.
    InputBytes,
    /// Elements were flattened.
    Depth,
    /// Elements were left out; their text stays.
    Nodes,
    /// Attributes were left out.
    Attributes,
    /// Emphasis that the page never closed was no longer carried on from block to block.
    Formatting,
    /// A JSON-LD block was not read.
    JsonLdBytes,
    /// JSON-LD was not followed further down.
    JsonLdDepth,
    /// Time was up.
    Deadline,
}

/// A limit that a page hit, and how much of the page it concerned.
///
/// ```
/// use copydesk::{Limit, LimitHit};
/// let hit: LimitHit = serde_json::from_str(r#"{"limit":"depth","allowed":512,"count":3}"#)?;
/// assert_eq!(hit.to_string(), "3 elements nested deeper than 512 were flattened; their text stays");
/// assert_eq!(hit.limit, Limit::Depth);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LimitHit {
    /// Which.
    pub limit: Limit,
    /// Its value.
    pub allowed: u64,
    /// How many things (bytes, elements, attributes) were over it.
    pub count: u64,
}

impl LimitHit {
    pub(crate) fn new(limit: Limit, allowed: usize, count: usize) -> Self {
        Self { limit, allowed: allowed as u64, count: count as u64 }
    }
}

impl std::fmt::Display for LimitHit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { limit, allowed, count } = self;
        match limit {
            Limit::InputBytes => write!(f, "{count} bytes after the first {allowed} were cut off"),
            Limit::Depth => write!(
                f,
                "{count} elements nested deeper than {allowed} were flattened; their text stays"
            ),
            Limit::Nodes => {
                write!(f, "{count} elements after {allowed} nodes were left out; their text stays")
            }
            Limit::Attributes => {
                write!(f, "{count} attributes beyond {allowed} of an element were left out")
            }
            Limit::Formatting => {
                write!(f, "{count} unclosed inline elements beyond {allowed} were not carried on")
            }
            Limit::JsonLdBytes => {
                write!(f, "{count} JSON-LD blocks longer than {allowed} bytes were not read")
            }
            Limit::JsonLdDepth => {
                write!(f, "{count} JSON-LD values nested deeper than {allowed} were not read")
            }
            Limit::Deadline => write!(f, "the deadline of {allowed} ms passed"),
        }
    }
}
