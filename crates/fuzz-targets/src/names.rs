//! The ways to name a function.

pub(crate) fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (name, qualifier) = text.split_once('\n').map_or((text, None), |(name, rest)| (name, Some(rest)));
    lambda::fuzzing::function_name(name, qualifier);
}
