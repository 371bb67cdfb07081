//! What the browser is asked: a passkey that it finds by itself, and that sees who is there.

use std::iter;

use js_sys::Array;
use shared::api::console::{PasskeyAsked, PasskeyBegun, PasskeyUser};
use wasm_bindgen::JsValue;
use web_sys::{
    AttestationConveyancePreference, AuthenticatorSelectionCriteria, CredentialCreationOptions,
    CredentialRequestOptions, PublicKeyCredentialCreationOptions, PublicKeyCredentialDescriptor,
    PublicKeyCredentialParameters, PublicKeyCredentialRequestOptions, PublicKeyCredentialRpEntity,
    PublicKeyCredentialType, PublicKeyCredentialUserEntity, UserVerificationRequirement,
};

use super::base64url;

/// ECDSA on P-256 with SHA-256: the only kind of key that the Worker reads.
const ES256: i32 = -7;

/// To make one.
pub fn create(begun: &PasskeyBegun) -> Result<CredentialCreationOptions, JsValue> {
    let challenge = base64url::read(&begun.challenge)?;
    let es256 = PublicKeyCredentialParameters::new(ES256, PublicKeyCredentialType::PublicKey);
    let kinds: Array = iter::once(es256).collect();
    let rp = PublicKeyCredentialRpEntity::new("Afterhours");
    rp.set_id(&begun.rp_id);
    let user = user(&begun.user)?;
    let wanted =
        PublicKeyCredentialCreationOptions::new_with_u8_array(&challenge, &kinds, &rp, &user);
    wanted.set_attestation(AttestationConveyancePreference::None);
    wanted.set_authenticator_selection(&selection());
    let known = descriptors(&begun.exclude)?;
    wanted.set_exclude_credentials(known.as_ref());
    let options = CredentialCreationOptions::new();
    options.set_public_key(&wanted);
    Ok(options)
}

/// To sign in with one.
pub fn get(asked: &PasskeyAsked) -> Result<CredentialRequestOptions, JsValue> {
    let challenge = base64url::read(&asked.challenge)?;
    let wanted = PublicKeyCredentialRequestOptions::new_with_u8_array(&challenge);
    wanted.set_rp_id(&asked.rp_id);
    wanted.set_user_verification(UserVerificationRequirement::Required);
    let options = CredentialRequestOptions::new();
    options.set_public_key(&wanted);
    Ok(options)
}

fn user(user: &PasskeyUser) -> Result<PublicKeyCredentialUserEntity, JsValue> {
    let id = base64url::read(&user.id)?;
    let (name, shown) = (&user.name, &user.display_name);
    Ok(PublicKeyCredentialUserEntity::new_with_u8_array(
        name, shown, &id,
    ))
}

fn selection() -> AuthenticatorSelectionCriteria {
    let selection = AuthenticatorSelectionCriteria::new();
    selection.set_resident_key("required");
    // The same, for browsers that know no other word.
    selection.set_require_resident_key(true);
    selection.set_user_verification(UserVerificationRequirement::Required);
    selection
}

fn descriptors(ids: &[String]) -> Result<Array, JsValue> {
    let descriptor = |id: &String| {
        let id = base64url::read(id)?;
        let kind = PublicKeyCredentialType::PublicKey;
        Ok(PublicKeyCredentialDescriptor::new_with_u8_array(&id, kind))
    };
    ids.iter().map(descriptor).collect()
}
