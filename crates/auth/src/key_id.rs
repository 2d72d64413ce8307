//! Access key ids. As on AWS, an id tells its kind by its first four letters and its account by the rest, so that a
//! key is found, and GetAccessKeyInfo answered, without an index over all accounts.

use clock::Ids;

/// The letters of AWS's identifiers: base32 of RFC 4648.
const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// A user's own key.
pub const LONG_TERM: &str = "AKIA";
/// A key of a session.
pub const TEMPORARY: &str = "ASIA";

/// `<prefix>` and sixteen letters, of which the first ones hold the account.
/// Source: ids made by AWS since 2019 carry their account's number in bits 1 to 40 of what their letters encode.
pub fn new(prefix: &str, account: &str, ids: &Ids) -> String {
    let account: u128 = account.parse().unwrap_or(0);
    let chance = u128::from(ids.u64()) & ((1 << 39) - 1);
    let bits = (1 << 79) | (account << 39) | chance;
    let letters = (0..16).rev().map(|place| letter((bits >> (place * 5)) as usize));
    prefix.chars().chain(letters).collect()
}

/// `<prefix>` and seventeen letters of chance: the unique ids of entities, such as `AROA…`.
pub fn entity(prefix: &str, ids: &Ids) -> String {
    let chance = u128::from(ids.u64()) << 64 | u128::from(ids.u64());
    prefix.chars().chain((0..17).map(|place| letter((chance >> (place * 5)) as usize))).collect()
}

/// The unique id of what is nowhere stored, always the same for the same name.
pub fn entity_of(prefix: &str, name: &str) -> String {
    let hash = crate::hash::sha256(name.as_bytes());
    prefix.chars().chain(hash.iter().take(17).map(|byte| letter(usize::from(*byte)))).collect()
}

fn letter(bits: usize) -> char {
    char::from(ALPHABET[bits & 31])
}

/// The account that an id names, if it is an id of the newer form.
pub fn account(id: &str) -> Option<String> {
    let letters = id.get(4..).filter(|letters| letters.len() == 16)?;
    let bits = letters.bytes().try_fold(0u128, |bits, byte| {
        let value = ALPHABET.iter().position(|letter| *letter == byte)?;
        Some(bits << 5 | value as u128)
    })?;
    let account = (bits >> 39) & ((1 << 40) - 1);
    (bits >> 79 == 1 && account < 1_000_000_000_000).then(|| format!("{account:012}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_tells_its_account() {
        let ids = Ids::seeded(3);
        for owner in ["000000000000", "123456789012", "999999999999"] {
            let id = new(TEMPORARY, owner, &ids);
            assert_eq!(id.len(), 20);
            assert!(id.starts_with("ASIA"));
            assert_eq!(account(&id).as_deref(), Some(owner), "{id}");
            assert_ne!(id, new(TEMPORARY, owner, &ids));
        }
        // From the documentation of AWS and of those who found the form out.
        assert_eq!(account("ASIAQNZGKIQY56JQ7WML").as_deref(), Some("029608264753"));
        assert_eq!(account("AKIAIOSFODNN7EXAMPLE"), None);
        assert_eq!(account("AKIA"), None);
        assert_eq!(account("123456789012"), None);
    }

    #[test]
    fn entities_have_ids_of_twenty_one_letters() {
        assert_eq!(entity("AROA", &Ids::seeded(1)).len(), 21);
        assert_eq!(entity_of("AROA", "x"), entity_of("AROA", "x"));
    }
}
