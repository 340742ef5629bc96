//! How much a page may cost, and what is said when it would cost more.

use serde::{Deserialize, Serialize};
use std::time::{Duration, Instant};

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

/// What the JSON parser takes without overflowing a small stack.
pub(crate) const MAX_JSON_LD_DEPTH: usize = 120;

/// What any pattern may take, the built-in ones included.
const MAX_RULE_PATTERN_BYTES: usize = 4 << 20;

impl Default for Limits {
    fn default() -> Self {
        Self {
            input_bytes: 32 << 20,
            depth: 512,
            nodes: 1_000_000,
            attributes: 256,
            json_ld_bytes: 2 << 20,
            json_ld_depth: MAX_JSON_LD_DEPTH,
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
    /// Default 1,000,000; at least 16. HTML of more than 65,536 has at most one more for each 8
    /// bytes, whatever is said here: real pages have one for a hundred.
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

    /// Bytes of JSON-LD that are read of a page, script by script. Default 2 MiB.
    ///
    /// ```
    /// assert_eq!(copydesk::Limits::default().with_json_ld_bytes(0).json_ld_bytes(), 0);
    /// ```
    #[must_use]
    pub fn with_json_ld_bytes(mut self, bytes: usize) -> Self {
        self.json_ld_bytes = bytes;
        self
    }

    /// How deep JSON-LD is read; what nests deeper is cut off. Default and at most 120.
    ///
    /// ```
    /// assert_eq!(copydesk::Limits::default().with_json_ld_depth(16).json_ld_depth(), 16);
    /// ```
    #[must_use]
    pub fn with_json_ld_depth(mut self, depth: usize) -> Self {
        self.json_ld_depth = depth.min(MAX_JSON_LD_DEPTH);
        self
    }

    /// Bytes that a pattern of a user's rule may take, compiled; those of a file together may take
    /// 256 times as much. Default 1 MiB, at most 4 MiB.
    ///
    /// ```
    /// let limits = copydesk::Limits::default().with_rule_pattern_bytes(1 << 16);
    /// assert_eq!(limits.rule_pattern_bytes(), 1 << 16);
    /// ```
    #[must_use]
    pub fn with_rule_pattern_bytes(mut self, bytes: usize) -> Self {
        self.rule_pattern_bytes = bytes.min(MAX_RULE_PATTERN_BYTES);
        self
    }

    /// Time after which a page is finished with what is known by then: the rest of it is not read,
    /// and what is not scored yet is kept unless a rule removes it. Finishing takes time too, up to
    /// about as much again. Default none.
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
    ///
    /// ```
    /// assert_eq!(copydesk::Limits::default().input_bytes(), 32 << 20);
    /// ```
    pub fn input_bytes(&self) -> usize {
        self.input_bytes
    }

    /// See [`Limits::with_depth`].
    ///
    /// ```
    /// assert_eq!(copydesk::Limits::default().depth(), 512);
    /// ```
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// See [`Limits::with_nodes`].
    ///
    /// ```
    /// assert_eq!(copydesk::Limits::default().nodes(), 1_000_000);
    /// ```
    pub fn nodes(&self) -> usize {
        self.nodes
    }

    /// See [`Limits::with_attributes`].
    ///
    /// ```
    /// assert_eq!(copydesk::Limits::default().attributes(), 256);
    /// ```
    pub fn attributes(&self) -> usize {
        self.attributes
    }

    /// See [`Limits::with_json_ld_bytes`].
    ///
    /// ```
    /// assert_eq!(copydesk::Limits::default().json_ld_bytes(), 2 << 20);
    /// ```
    pub fn json_ld_bytes(&self) -> usize {
        self.json_ld_bytes
    }

    /// See [`Limits::with_json_ld_depth`].
    ///
    /// ```
    /// assert_eq!(copydesk::Limits::default().json_ld_depth(), 120);
    /// ```
    pub fn json_ld_depth(&self) -> usize {
        self.json_ld_depth
    }

    /// See [`Limits::with_rule_pattern_bytes`].
    ///
    /// ```
    /// assert_eq!(copydesk::Limits::default().rule_pattern_bytes(), 1 << 20);
    /// ```
    pub fn rule_pattern_bytes(&self) -> usize {
        self.rule_pattern_bytes
    }

    /// See [`Limits::with_deadline`].
    ///
    /// ```
    /// assert_eq!(copydesk::Limits::default().deadline(), None);
    /// ```
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
    /// A JSON-LD script was not read.
    JsonLdBytes,
    /// A JSON-LD script was cut off where it nests too deep.
    JsonLdDepth,
    /// Time was up: the page was not read to its end, or not all of it was scored.
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
    /// Its value; of a deadline, milliseconds.
    pub allowed: u64,
    /// How many things (bytes, elements, attributes, scripts) were over it; of a deadline, the
    /// bytes that were not read.
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
                write!(f, "{count} JSON-LD scripts beyond {allowed} bytes were not read")
            }
            Limit::JsonLdDepth => {
                write!(
                    f,
                    "{count} JSON-LD scripts were cut off where they nest deeper than {allowed}"
                )
            }
            Limit::Deadline if *count == 0 => {
                write!(f, "the deadline of {allowed} ms passed; not all text was scored")
            }
            Limit::Deadline => {
                write!(f, "the deadline of {allowed} ms passed; {count} bytes were not read")
            }
        }
    }
}

/// When a page is to be finished. Looked at once in many steps: a clock costs more than a step.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Deadline {
    at: Option<Instant>,
    allowed: Duration,
}

impl Deadline {
    /// The deadline of a page that is begun now.
    pub(crate) fn from_now(limits: &Limits) -> Self {
        let Some(allowed) = limits.deadline() else { return Self::default() };
        Self { at: Instant::now().checked_add(allowed), allowed }
    }

    pub(crate) fn has_passed(self) -> bool {
        self.at.is_some_and(|at| Instant::now() >= at)
    }

    pub(crate) fn hit(self, bytes_unread: usize) -> LimitHit {
        LimitHit::new(Limit::Deadline, self.allowed.as_millis() as usize, bytes_unread)
    }
}
