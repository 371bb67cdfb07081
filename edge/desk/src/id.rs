//! Identifiers, made from random bytes that the shell provides.

/// A source of random bytes.
pub type Random<'a> = &'a mut dyn FnMut(&mut [u8]);

/// Crockford's base 32: no letter that is taken for a digit.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// `characters` random characters, five bits each.
fn characters(characters: usize, random: Random) -> String {
    let mut bytes = vec![0; characters];
    random(&mut bytes);
    let letter = |byte: &u8| char::from(ALPHABET[usize::from(byte & 31)]);
    bytes.iter().map(letter).collect()
}

/// An identifier that cannot be guessed: `prefix` and 130 random bits.
pub(crate) fn unguessable(prefix: &str, random: Random) -> String {
    let tail = characters(26, random).to_ascii_lowercase();
    format!("{prefix}{tail}")
}

/// A receipt number that can be read out on the phone, such as `7K3M-92QD`: 40 bits.
pub(crate) fn receipt(random: Random) -> String {
    let code = characters(8, random);
    format!("{}-{}", &code[..4], &code[4..])
}
