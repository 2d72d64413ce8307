//! The ways to name a function: by name, by partial ARN, by ARN; each with or without a qualifier. What is judged and
//! what is done must be about the same function, so this is the one place that reads them.

/// The parts of a name, as the pattern of Lambda's model cuts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FunctionParts<'a> {
    pub region: Option<&'a str>,
    pub account: Option<&'a str>,
    pub name: &'a str,
    pub qualifier: Option<&'a str>,
}

/// Region, account, the word, name, qualifier.
const SEGMENTS_MAX: usize = 5;

impl<'a> FunctionParts<'a> {
    pub fn cut(text: &'a str) -> FunctionParts<'a> {
        let mut rest = text;
        if let Some(arn) = text.strip_prefix("arn:")
            && let Some((_, after)) = arn.split_once(":lambda:")
        {
            rest = after;
        }
        let mut segments: Vec<&str> = rest.splitn(SEGMENTS_MAX + 1, ':').collect();
        let mut take = |wanted: fn(&str) -> bool| {
            let found = segments.len() > 1 && wanted(segments[0]);
            found.then(|| segments.remove(0))
        };
        let region = take(is_region);
        let account = take(|segment| segment.len() == 12 && segment.bytes().all(|b| b.is_ascii_digit()));
        take(|segment| segment == "function");
        FunctionParts { region, account, name: segments[0], qualifier: segments.get(1).copied() }
    }
}

/// `[a-z]{2}…-[a-z]+-\d`
fn is_region(segment: &str) -> bool {
    let mut parts = segment.rsplit('-');
    let number = parts.next().is_some_and(|part| part.len() == 1 && part.bytes().all(|b| b.is_ascii_digit()));
    let words: Vec<&str> = parts.collect();
    number && words.len() >= 2 && words.iter().all(|word| word.bytes().all(|b| b.is_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_name_is_cut() {
        let cut = FunctionParts::cut;
        let full = |qualifier| FunctionParts {
            region: Some("eu-west-1"),
            account: Some("123456789012"),
            name: "f",
            qualifier,
        };
        assert_eq!(cut("arn:aws:lambda:eu-west-1:123456789012:function:f"), full(None));
        assert_eq!(cut("arn:aws:lambda:eu-west-1:123456789012:function:f:$LATEST"), full(Some("$LATEST")));
        let bare = |qualifier| FunctionParts { region: None, account: None, name: "f", qualifier };
        assert_eq!(cut("f"), bare(None));
        assert_eq!(cut("f:live"), bare(Some("live")));
        assert_eq!(cut("function:f"), bare(None));
        assert_eq!(cut("arn:aws:lambda:f"), bare(None));
        assert_eq!(cut("123456789012:f").account, Some("123456789012"));
        assert_eq!(cut("123456789012:function:f:1").account, Some("123456789012"));
        assert_eq!(cut("function").name, "function");
        assert_eq!(cut("123456789012").name, "123456789012");
        assert_eq!(cut(":").name, "");
        assert_eq!(cut(&":".repeat(100_000)).name, "");
    }
}
