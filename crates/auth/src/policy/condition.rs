//! Conditions: an operator, a key of the request, and values.

use super::document::Context;
use super::pattern::Filled;
use clock::Timestamp;
use std::net::IpAddr;

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Condition {
    pub operator: Operator,
    /// What a key that the request does not have comes to.
    pub if_exists: bool,
    pub quantifier: Option<Quantifier>,
    pub key: String,
    pub values: Vec<String>,
}

/// What is compared, and whether the comparison is turned round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Operator {
    compare: Compare,
    negated: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Compare {
    Text,
    TextIgnoringCase,
    Pattern,
    Arn,
    Number(Order),
    Date(Order),
    Bool,
    Binary,
    Ip,
    Null,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quantifier {
    All,
    Any,
}

impl Operator {
    pub(super) fn parse(name: &str) -> Option<Operator> {
        let is = |compare| Some(Operator { compare, negated: false });
        let is_not = |compare| Some(Operator { compare, negated: true });
        match name {
            "StringEquals" => is(Compare::Text),
            "StringNotEquals" => is_not(Compare::Text),
            "StringEqualsIgnoreCase" => is(Compare::TextIgnoringCase),
            "StringNotEqualsIgnoreCase" => is_not(Compare::TextIgnoringCase),
            "StringLike" => is(Compare::Pattern),
            "StringNotLike" => is_not(Compare::Pattern),
            // These two pairs are the same to AWS.
            "ArnEquals" | "ArnLike" => is(Compare::Arn),
            "ArnNotEquals" | "ArnNotLike" => is_not(Compare::Arn),
            "NumericNotEquals" => is_not(Compare::Number(Order::Equal)),
            "DateNotEquals" => is_not(Compare::Date(Order::Equal)),
            "Bool" => is(Compare::Bool),
            "BinaryEquals" => is(Compare::Binary),
            "IpAddress" => is(Compare::Ip),
            "NotIpAddress" => is_not(Compare::Ip),
            "Null" => is(Compare::Null),
            name => {
                let order = |name| match name {
                    "Equals" => Some(Order::Equal),
                    "LessThan" => Some(Order::Less),
                    "LessThanEquals" => Some(Order::LessOrEqual),
                    "GreaterThan" => Some(Order::Greater),
                    "GreaterThanEquals" => Some(Order::GreaterOrEqual),
                    _ => None,
                };
                match (name.strip_prefix("Numeric"), name.strip_prefix("Date")) {
                    (Some(rest), _) => is(Compare::Number(order(rest)?)),
                    (_, Some(rest)) => is(Compare::Date(order(rest)?)),
                    _ => None,
                }
            }
        }
    }
}

impl Condition {
    pub(super) fn holds(&self, context: &Context, variables: bool) -> bool {
        let said = context.if_any(&self.key).filter(|said| !said.is_empty());
        if self.operator.compare == Compare::Null {
            let wants_none = self.values.iter().any(|value| value.eq_ignore_ascii_case("true"));
            return said.is_none() == wants_none;
        }
        let Some(said) = said else {
            return match self.quantifier {
                Some(Quantifier::All) => true,
                Some(Quantifier::Any) => self.if_exists,
                // Who says nothing says nothing that must not be said.
                None => self.if_exists || self.operator.negated,
            };
        };
        let fits = |said: &String| {
            let any = self.values.iter().any(|value| self.compares(said, value, context, variables));
            any != self.operator.negated
        };
        match self.quantifier {
            Some(Quantifier::All) => said.iter().all(fits),
            Some(Quantifier::Any) => said.iter().any(fits),
            // A key with one value, as it should be here; of several, a denial of any is one.
            None if self.operator.negated => said.iter().all(fits),
            None => said.iter().any(fits),
        }
    }

    fn compares(&self, said: &str, value: &str, context: &Context, variables: bool) -> bool {
        let wild = matches!(self.operator.compare, Compare::Pattern | Compare::Arn);
        let Some(filled) = Filled::of(value, context, variables, wild) else { return false };
        match self.operator.compare {
            Compare::Text | Compare::Pattern => filled.fits(said),
            Compare::TextIgnoringCase => filled.text().to_lowercase() == said.to_lowercase(),
            Compare::Arn => filled.fits_arn(said),
            Compare::Number(order) => {
                let numbers = said.trim().parse::<f64>().ok().zip(filled.text().trim().parse::<f64>().ok());
                numbers.is_some_and(|(said, value)| order.holds(said.partial_cmp(&value)))
            }
            Compare::Date(order) => {
                let dates = date(said).zip(date(&filled.text()));
                dates.is_some_and(|(said, value)| order.holds(Some(said.cmp(&value))))
            }
            Compare::Bool => filled.text().eq_ignore_ascii_case(said),
            Compare::Binary => filled.text() == said,
            Compare::Ip => said.parse().is_ok_and(|said| is_within(said, &filled.text())),
            Compare::Null => unreachable!("it was decided before"),
        }
    }
}

impl Order {
    fn holds(self, ordering: Option<std::cmp::Ordering>) -> bool {
        ordering.is_some_and(|ordering| match self {
            Order::Equal => ordering.is_eq(),
            Order::Less => ordering.is_lt(),
            Order::LessOrEqual => ordering.is_le(),
            Order::Greater => ordering.is_gt(),
            Order::GreaterOrEqual => ordering.is_ge(),
        })
    }
}

/// ISO 8601, with or without a time, or seconds since the epoch.
fn date(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    Timestamp::parse_iso8601(text)
        .or_else(|| Timestamp::parse_iso8601(&format!("{text}T00:00:00Z")))
        .or_else(|| text.parse().ok().map(Timestamp::from_secs_f64))
}

/// `203.0.113.0/24`, `2001:db8::/32`, or one address.
fn is_within(address: IpAddr, range: &str) -> bool {
    let (network, bits) = match range.split_once('/') {
        Some((network, bits)) => (network, bits.parse::<u32>().ok()),
        None => (range, Some(128)),
    };
    let (Ok(network), Some(bits)) = (network.parse::<IpAddr>(), bits) else { return false };
    let shared = |a: u128, b: u128, width: u32| {
        let bits = bits.min(width);
        bits == 0 || (a ^ b) >> (width - bits) == 0
    };
    match (address.to_canonical(), network.to_canonical()) {
        (IpAddr::V4(a), IpAddr::V4(b)) => shared(u32::from(a).into(), u32::from(b).into(), 32),
        (IpAddr::V6(a), IpAddr::V6(b)) => shared(a.into(), b.into(), 128),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(operator: &str, key: &str, values: &[&str]) -> bool {
        let mut context = Context::default()
            .with("aws:username", "ann")
            .with("s:Number", "10")
            .with("aws:CurrentTime", "2026-11-23T12:00:00Z")
            .with("aws:SourceIp", "203.0.113.7")
            .with("aws:SecureTransport", "false")
            .with("aws:PrincipalArn", "arn:aws:iam::123456789012:role/team/x");
        context.put_all("aws:TagKeys", vec!["a".into(), "b".into()]);
        let (quantifier, operator) = match operator.split_once(':') {
            Some(("ForAllValues", rest)) => (Some(Quantifier::All), rest),
            Some((_, rest)) => (Some(Quantifier::Any), rest),
            None => (None, operator),
        };
        let (operator, if_exists) = match operator.strip_suffix("IfExists") {
            Some(operator) => (operator, true),
            None => (operator, false),
        };
        let operator = Operator::parse(operator).unwrap();
        let values = values.iter().map(ToString::to_string).collect();
        Condition { operator, if_exists, quantifier, key: key.into(), values }.holds(&context, true)
    }

    #[test]
    fn every_kind_of_operator_compares() {
        for (operator, key, values, expected) in [
            ("StringEquals", "aws:username", &["bob", "ann"][..], true),
            ("StringEquals", "AWS:UserName", &["Ann"], false),
            ("StringEquals", "aws:username", &["a*"], false),
            ("StringEquals", "aws:username", &["${aws:username}"], true),
            ("StringNotEquals", "aws:username", &["bob", "ann"], false),
            ("StringNotEquals", "aws:username", &["bob"], true),
            ("StringEqualsIgnoreCase", "aws:username", &["ANN"], true),
            ("StringLike", "aws:username", &["a?n", "x"], true),
            ("StringNotLike", "aws:username", &["a*"], false),
            ("ArnLike", "aws:PrincipalArn", &["arn:aws:iam::*:role/*"], true),
            ("ArnEquals", "aws:PrincipalArn", &["arn:aws:iam::*:user/*"], false),
            ("ArnNotLike", "aws:PrincipalArn", &["arn:aws:iam::*:user/*"], true),
            ("NumericLessThan", "s:number", &["10"], false),
            ("NumericLessThanEquals", "s:number", &["10"], true),
            ("NumericGreaterThan", "s:number", &["9.5"], true),
            ("NumericEquals", "s:number", &["ten"], false),
            ("NumericNotEquals", "s:number", &["11"], true),
            ("DateGreaterThan", "aws:CurrentTime", &["2026-11-23"], true),
            ("DateLessThan", "aws:CurrentTime", &["2026-11-23T11:59:59Z"], false),
            ("DateLessThan", "aws:CurrentTime", &["1900000000"], true),
            ("Bool", "aws:SecureTransport", &["false"], true),
            ("Bool", "aws:SecureTransport", &["true"], false),
            ("IpAddress", "aws:SourceIp", &["203.0.113.0/24"], true),
            ("IpAddress", "aws:SourceIp", &["203.0.113.8"], false),
            ("IpAddress", "aws:SourceIp", &["0.0.0.0/0"], true),
            ("IpAddress", "aws:SourceIp", &["2001:db8::/32"], false),
            ("NotIpAddress", "aws:SourceIp", &["10.0.0.0/8"], true),
            ("Null", "aws:username", &["false"], true),
            ("Null", "aws:username", &["true"], false),
            ("Null", "aws:TokenIssueTime", &["true"], true),
        ] {
            assert_eq!(holds(operator, key, values), expected, "{operator} {key} {values:?}");
        }
    }

    #[test]
    fn a_key_that_the_request_does_not_have() {
        for (operator, expected) in [
            ("StringEquals", false),
            ("StringEqualsIfExists", true),
            ("StringNotEquals", true),
            ("ForAllValues:StringEquals", true),
            ("ForAnyValue:StringEquals", false),
            ("ForAnyValue:StringNotEquals", false),
            ("Bool", false),
            ("NotIpAddress", true),
        ] {
            assert_eq!(holds(operator, "aws:nothing", &["x"]), expected, "{operator}");
        }
    }

    #[test]
    fn quantifiers_look_at_every_value() {
        for (operator, values, expected) in [
            ("ForAllValues:StringEquals", &["a", "b", "c"][..], true),
            ("ForAllValues:StringEquals", &["a"], false),
            ("ForAnyValue:StringEquals", &["a"], true),
            ("ForAnyValue:StringEquals", &["c"], false),
            ("ForAllValues:StringNotEquals", &["c"], true),
            ("ForAllValues:StringNotEquals", &["b"], false),
            ("ForAnyValue:StringNotEquals", &["b"], true),
        ] {
            assert_eq!(holds(operator, "aws:TagKeys", values), expected, "{operator} {values:?}");
        }
    }

    #[test]
    fn ranges_of_addresses() {
        let within = |address: &str, range| is_within(address.parse().unwrap(), range);
        assert!(within("2001:db8::1", "2001:db8::/32"));
        assert!(!within("2001:db9::1", "2001:db8::/32"));
        assert!(within("::ffff:10.0.0.1", "10.0.0.0/8"));
        assert!(!within("10.0.0.1", "10.0.0.0/x"));
        assert!(within("10.0.0.1", "10.0.0.1/32"));
    }
}
