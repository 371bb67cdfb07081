//! Encryption to a browser: RFC 8291, on one record of RFC 8188's `aes128gcm`.

use aes_gcm::{AeadInPlace, Aes128Gcm, Key, KeyInit, Nonce};
use hkdf::Hkdf;
use p256::{
    PublicKey, SecretKey,
    ecdh::{SharedSecret, diffie_hellman},
    elliptic_curve::sec1::ToEncodedPoint,
};
use sha2::Sha256;

use super::{PushError, Subscription};

/// What every push service accepts as a body (RFC 8030, 7.2).
const RECORD_SIZE: u32 = 4_096;

/// What a record needs for itself: one byte that says it is the last, and the tag.
const OVERHEAD: usize = 1 + 16;

/// The bytes before the record: salt, record size, length of the key's name, the key as its name.
const HEADER: usize = 16 + 4 + 1 + 65;

/// The longest text that fits into one message (RFC 8291, 4): 3993 bytes.
pub const MAX_PLAIN: usize = RECORD_SIZE as usize - HEADER - OVERHEAD;

/// Encrypts `plain` to whoever made `subscription`. `salt` and `our_secret` are for this one
/// message: never used again.
///
/// # Errors
/// The subscription's keys cannot be used; `plain` is too long.
pub fn encrypt(
    plain: &[u8],
    subscription: &Subscription,
    salt: [u8; 16],
    our_secret: &SecretKey,
) -> Result<Vec<u8>, PushError> {
    if plain.len() > MAX_PLAIN {
        return Err(PushError::TooLong);
    }
    let keys = &subscription.keys;
    let (Some(theirs), Some(auth)) = (keys.public_key(), keys.auth_secret()) else {
        return Err(PushError::BadSubscription);
    };
    let our_public = our_secret.public_key().to_encoded_point(false);
    let ikm = key_material(our_secret, our_public.as_bytes(), &theirs, &auth);
    seal(plain, &ikm, salt, our_public.as_bytes())
}

/// Input keying material, from both pairs and the browser's secret (RFC 8291, 3.4).
fn key_material(
    our_secret: &SecretKey,
    our_public: &[u8],
    theirs: &PublicKey,
    auth: &[u8; 16],
) -> [u8; 32] {
    let shared: SharedSecret = diffie_hellman(our_secret.to_nonzero_scalar(), theirs.as_affine());
    let prk = Hkdf::<Sha256>::new(Some(auth.as_slice()), shared.raw_secret_bytes());
    let their_public = theirs.to_encoded_point(false);
    expand(
        &prk,
        &[b"WebPush: info\0", their_public.as_bytes(), our_public],
    )
}

/// One record, the first and last, with the header before it (RFC 8188, 2).
fn seal(plain: &[u8], ikm: &[u8], salt: [u8; 16], key_id: &[u8]) -> Result<Vec<u8>, PushError> {
    let id_length = u8::try_from(key_id.len()).map_err(|_| PushError::TooLong)?;
    if plain.len() + OVERHEAD > RECORD_SIZE as usize {
        return Err(PushError::TooLong);
    }
    let prk = Hkdf::<Sha256>::new(Some(salt.as_slice()), ikm);
    let key: [u8; 16] = expand(&prk, &[b"Content-Encoding: aes128gcm\0"]);
    // The first record's number is 0: the nonce stays as it is.
    let nonce: [u8; 12] = expand(&prk, &[b"Content-Encoding: nonce\0"]);
    let mut body = Vec::with_capacity(HEADER + plain.len() + OVERHEAD);
    body.extend_from_slice(&salt);
    body.extend_from_slice(&RECORD_SIZE.to_be_bytes());
    body.push(id_length);
    body.extend_from_slice(key_id);
    let record = body.len();
    body.extend_from_slice(plain);
    // The last record, and no padding.
    body.push(2);
    let cipher = Aes128Gcm::new(&Key::<Aes128Gcm>::from(key));
    let tag = cipher
        .encrypt_in_place_detached(&Nonce::from(nonce), b"", &mut body[record..])
        .map_err(|_| PushError::TooLong)?;
    body.extend_from_slice(&tag);
    Ok(body)
}

/// HKDF-Expand (RFC 5869, 2.3) of the parts of `info`, one after the other.
pub(super) fn expand<const N: usize>(prk: &Hkdf<Sha256>, info: &[&[u8]]) -> [u8; N] {
    let mut bytes = [0_u8; N];
    prk.expand_multi_info(info, &mut bytes)
        .expect("HKDF gives thousands of bytes, and these are a few");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::push::receiver::{AUTH, bytes, open, secret, subscription, user_agent};

    /// RFC 8291, Appendix A. The receiver's side stands in `receiver.rs`.
    const PLAIN: &str = "When I grow up, I want to be a watermelon";
    const OUR_SECRET: &str = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
    const SALT: &str = "DGv6ra1nlYgDCS1FRnbzlw";
    const KEY_MATERIAL: &str = "S4lYMb_L0FxCeq0WhDx813KgSYqU26kOyzWUdsXYyrg";
    const BODY: &str = concat!(
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml",
        "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT",
        "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
    );

    fn array<const N: usize>(text: &str) -> [u8; N] {
        bytes(text).try_into().unwrap()
    }

    #[test]
    fn rfc_8291_appendix_a() {
        let ours = secret(OUR_SECRET);
        let our_public = ours.public_key().to_encoded_point(false);
        let theirs = user_agent().public_key();
        let ikm = key_material(&ours, our_public.as_bytes(), &theirs, &array(AUTH));
        assert_eq!(ikm, array::<32>(KEY_MATERIAL));
        let body = encrypt(PLAIN.as_bytes(), &subscription(), array(SALT), &ours).unwrap();
        assert_eq!(body, bytes(BODY));
    }

    #[test]
    fn rfc_8188_section_3_1() {
        let ikm = bytes("yqdlZ-tYemfogSmv7Ws5PQ");
        let body = seal(
            b"I am the walrus",
            &ikm,
            array("I1BsxtFttlv3u_Oo94xnmw"),
            b"",
        );
        let expected = "I1BsxtFttlv3u_Oo94xnmwAAEAAA-NAVub2qFgBEuQKRapoZu-IxkIva3MEB1PD-ly8Thjg";
        assert_eq!(body.unwrap(), bytes(expected));
    }

    #[test]
    fn the_receiver_of_these_tests_reads_the_rfc() {
        let read = open(&bytes(BODY), &bytes(AUTH), &user_agent());
        assert_eq!(read, PLAIN.as_bytes());
    }

    #[test]
    fn every_length_up_to_the_longest_arrives() {
        let lengths = [0, 1, 15, 16, 17, 31, 32, 255, 256, MAX_PLAIN - 1, MAX_PLAIN];
        for length in lengths {
            let plain: Vec<u8> = (0..length).map(|i| (i % 251) as u8).collect();
            let body = encrypt(&plain, &subscription(), [3; 16], &secret(OUR_SECRET)).unwrap();
            assert_eq!(body.len(), HEADER + length + OVERHEAD);
            assert_eq!(open(&body, &bytes(AUTH), &user_agent()), plain, "{length}");
        }
        assert_eq!(MAX_PLAIN, 3_993);
        let longer = vec![0; MAX_PLAIN + 1];
        let refused = encrypt(&longer, &subscription(), [3; 16], &secret(OUR_SECRET));
        assert_eq!(refused, Err(PushError::TooLong));
    }

    #[test]
    fn another_salt_or_key_makes_another_message() {
        let (one, other) = (secret(OUR_SECRET), user_agent());
        let body = |salt, ours| encrypt(b"a", &subscription(), salt, ours).unwrap();
        let first = body([1; 16], &one);
        for different in [body([2; 16], &one), body([1; 16], &other)] {
            assert_ne!(first[HEADER..], different[HEADER..]);
        }
    }
}
