//! Shapes and their constraints, as generated from a service's model into `static`s.

use crate::Pattern;

/// One named shape.
#[derive(Debug)]
pub struct Schema {
    /// The model's name of the shape, such as `FunctionConfiguration`.
    pub name: &'static str,
    pub kind: Kind,
}

#[derive(Debug)]
pub enum Kind {
    Structure {
        members: &'static [Member],
    },
    /// A structure of which exactly one member is set.
    Union {
        members: &'static [Member],
    },
    List {
        member: &'static Schema,
        /// Name of the element in XML and query lists where the model has one; else it is `member`, and that of the
        /// list itself where the list is flattened.
        wire_name: Option<&'static str>,
        flattened: bool,
        min: Option<u64>,
        max: Option<u64>,
    },
    Map {
        key: &'static Schema,
        value: &'static Schema,
        key_wire_name: &'static str,
        value_wire_name: &'static str,
        flattened: bool,
        /// Never shown in an error or a log.
        sensitive: bool,
        min: Option<u64>,
        max: Option<u64>,
    },
    String(StringKind),
    Blob {
        /// Never shown in an error or a log.
        sensitive: bool,
        /// Length in bytes.
        min: Option<u64>,
        max: Option<u64>,
        streaming: bool,
    },
    Boolean,
    /// 32 bits.
    Integer {
        min: Option<i64>,
        max: Option<i64>,
    },
    Long {
        min: Option<i64>,
        max: Option<i64>,
    },
    Float {
        min: Option<f64>,
        max: Option<f64>,
    },
    Double {
        min: Option<f64>,
        max: Option<f64>,
    },
    Timestamp {
        /// `iso8601`, `unixTimestamp`, `rfc822` where the model names one; else the protocol's own.
        format: Option<&'static str>,
    },
    /// JSON of any form: what it holds is [`crate::Value`]s without a schema.
    Document,
}

/// Constraints of a string.
#[derive(Debug)]
pub struct StringKind {
    /// Length in UTF-16 units, as AWS's servers count.
    pub min: Option<u64>,
    pub max: Option<u64>,
    pub pattern: Option<Pattern>,
    /// Allowed values, in the order of the model; empty if any value is allowed.
    pub values: &'static [&'static str],
    /// Never shown in an error or a log.
    pub sensitive: bool,
    /// JSON text inside a string (`jsonvalue` trait): base64-encoded when in a header.
    pub json: bool,
}

impl StringKind {
    /// Any string.
    pub const ANY: StringKind = StringKind::new(None, None, None, &[], false);

    /// Any JSON text.
    pub const JSON: StringKind =
        StringKind { min: None, max: None, pattern: None, values: &[], sensitive: false, json: true };

    /// What generated schemas are made with.
    pub const fn new(
        min: Option<u64>,
        max: Option<u64>,
        pattern: Option<Pattern>,
        values: &'static [&'static str],
        sensitive: bool,
    ) -> Self {
        StringKind { min, max, pattern, values, sensitive, json: false }
    }
}

/// One member of a structure.
#[derive(Debug)]
pub struct Member {
    /// The model's name, which is also the key in [`crate::Value`] and the serde name.
    pub name: &'static str,
    /// The name on the wire (`locationName`), the same as `name` unless the model says otherwise.
    pub wire_name: &'static str,
    pub location: Location,
    pub required: bool,
    pub xml_attribute: bool,
    /// The XML namespace of the member's element: its prefix, or none, and its URI.
    pub xml_namespace: Option<(Option<&'static str>, &'static str)>,
    /// Whether a client makes one up when it is given none.
    pub idempotency_token: bool,
    pub schema: &'static Schema,
}

/// Where a REST protocol puts a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location {
    Body,
    /// The whole body (`payload` trait).
    Payload,
    Uri,
    QueryString,
    Header,
    /// Every header that begins with `wire_name`.
    HeaderPrefix,
    StatusCode,
    /// A header of an event in a stream.
    EventHeader,
    /// All that an event in a stream carries.
    EventPayload,
}

impl Member {
    /// A member in the body, under its own name.
    pub const fn body(name: &'static str, schema: &'static Schema) -> Self {
        Member {
            name,
            wire_name: name,
            location: Location::Body,
            required: false,
            xml_attribute: false,
            xml_namespace: None,
            idempotency_token: false,
            schema,
        }
    }

    /// A member elsewhere.
    pub const fn at(self, location: Location) -> Self {
        Member { location, ..self }
    }

    /// A member under another name.
    pub const fn named(self, wire_name: &'static str) -> Self {
        Member { wire_name, ..self }
    }

    pub const fn required(self) -> Self {
        Member { required: true, ..self }
    }

    pub const fn xml_attribute(self) -> Self {
        Member { xml_attribute: true, ..self }
    }

    pub const fn xml_namespace(self, prefix: Option<&'static str>, uri: &'static str) -> Self {
        Member { xml_namespace: Some((prefix, uri)), ..self }
    }

    pub const fn idempotency_token(self) -> Self {
        Member { idempotency_token: true, ..self }
    }
}
