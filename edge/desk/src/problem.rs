//! Refusals, as RFC 9457 problem documents.

use shared::{
    api::{FieldError, Problem},
    json::{Fault, Faults},
};

use crate::sql::SqlError;

/// Why a request is not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    UnknownSite,
    UnknownQueue,
    UnknownContact,
    UnknownToken,
    /// A visitor's link that is none, or none any more.
    UnknownLink,
    /// What a visitor wants to add is blank or too long.
    BadDetail,
    /// The queue has no schedule.
    NoHours,
    OriginNotAllowed,
    Unauthorized,
    /// No session, or one that has ended.
    NotSignedIn,
    /// A link to sign in that has been used, or is too old.
    LinkSpent,
    /// A passkey, or what was said with it, that lets nobody in.
    PasskeyRefused,
    /// Somebody has as many as they may have.
    TooManyPasskeys,
    UnknownPasskey,
    UnknownSession,
    UnknownPath,
    /// Nobody of the queue has this address.
    UnknownPerson,
    /// The queue does not forward there.
    UnknownDestination,
    /// The act does not fit where the contact stands.
    DoesNotFit,
    BadJson,
    BadParameter(&'static str),
    IdempotencyKeyMissing,
    IdempotencyKeyInvalid,
    IdempotencyKeyReused,
    /// Seconds to wait.
    TooMany(u32),
    Answers(Vec<FieldError>),
    Document(Faults),
    /// What was to be imported.
    Unreadable(Faults),
    JurisdictionFixed,
    /// A document of more bytes than settings may have.
    TooLarge,
    UnknownVersion,
    /// JSON pointers to what has got another value since it was last seen; none where it is the
    /// version in force.
    ChangedMeanwhile(Vec<String>),
    /// Text for developers.
    Storage(String),
}

impl From<SqlError> for Refusal {
    fn from(error: SqlError) -> Self {
        Self::Storage(error.0)
    }
}

/// The problem document of a refusal. Says nothing of what was sent, nor of storage.
#[must_use]
pub fn problem(refusal: &Refusal) -> Problem {
    let (status, code, title) = head(refusal);
    Problem {
        kind: "about:blank".to_owned(),
        title: title.to_owned(),
        status,
        code: code.to_owned(),
        detail: detail(refusal),
        errors: errors(refusal),
    }
}

fn head(refusal: &Refusal) -> (u16, &'static str, &'static str) {
    match refusal {
        Refusal::UnknownSite => (404, "unknown_site", "There is no such site."),
        Refusal::UnknownQueue => (404, "unknown_queue", "This site has no such queue."),
        Refusal::UnknownContact => (404, "unknown_contact", "There is no such contact."),
        Refusal::UnknownToken => (404, "unknown_token", "There is no such token."),
        Refusal::UnknownLink => (404, "unknown_link", "This link does not work any more."),
        Refusal::BadDetail => (
            422,
            "bad_detail",
            "What is added must not be blank, nor too long.",
        ),
        Refusal::NoHours => (404, "no_hours", "This queue has no opening hours."),
        Refusal::OriginNotAllowed => (
            403,
            "origin_not_allowed",
            "This site may not be used from this origin.",
        ),
        Refusal::Unauthorized => (401, "unauthorized", "A valid bearer token is needed."),
        Refusal::NotSignedIn => (401, "not_signed_in", "Please sign in."),
        Refusal::LinkSpent => (
            401,
            "link_spent",
            "This link has been used, or is too old. Ask for a new one.",
        ),
        Refusal::PasskeyRefused => (
            401,
            "passkey_refused",
            "This passkey does not fit. Use a link by email instead.",
        ),
        Refusal::TooManyPasskeys => (
            409,
            "too_many_passkeys",
            "You have 20 passkeys. Remove one before you add another.",
        ),
        Refusal::UnknownPasskey => (404, "unknown_passkey", "There is no such passkey."),
        Refusal::UnknownSession => (404, "unknown_session", "There is no such session."),
        Refusal::UnknownPath => (404, "not_found", "There is nothing here."),
        Refusal::UnknownPerson => (
            422,
            "unknown_person",
            "Nobody of this queue has that address.",
        ),
        Refusal::UnknownDestination => (
            404,
            "unknown_destination",
            "This queue does not forward to that address any more.",
        ),
        Refusal::DoesNotFit => (
            409,
            "does_not_fit",
            "Somebody else was quicker: this does not fit where the contact stands now.",
        ),
        Refusal::BadJson => (400, "bad_json", "The body is not valid JSON."),
        Refusal::BadParameter(_) => (
            400,
            "bad_parameter",
            "A parameter of the address cannot be read.",
        ),
        Refusal::IdempotencyKeyMissing => (
            400,
            "idempotency_key_missing",
            "The header Idempotency-Key is missing.",
        ),
        Refusal::IdempotencyKeyInvalid => (
            400,
            "idempotency_key_invalid",
            "The header Idempotency-Key must be 1 to 64 visible ASCII characters.",
        ),
        Refusal::IdempotencyKeyReused => (
            409,
            "idempotency_key_reused",
            "This Idempotency-Key came with another body before.",
        ),
        Refusal::TooMany(_) => (
            429,
            "too_many_contacts",
            "That was too often. Try again later.",
        ),
        Refusal::Answers(_) => (422, "invalid_answers", "Some answers do not fit."),
        Refusal::Document(_) => (
            422,
            "invalid_settings",
            "The settings were not saved: some of them do not fit.",
        ),
        Refusal::Unreadable(_) => (422, "unreadable", "This cannot be read."),
        Refusal::JurisdictionFixed => (
            409,
            "jurisdiction_fixed",
            "Where a site lives is fixed when it is created.",
        ),
        Refusal::TooLarge => (413, "too_large", "The settings are too large."),
        Refusal::UnknownVersion => (404, "unknown_version", "There is no such version."),
        Refusal::ChangedMeanwhile(_) => (
            409,
            "changed_meanwhile",
            "Somebody else has changed this meanwhile.",
        ),
        Refusal::Storage(_) => (
            500,
            "storage",
            "Something went wrong here. Nothing was stored; please try again.",
        ),
    }
}

fn detail(refusal: &Refusal) -> Option<String> {
    match refusal {
        Refusal::BadParameter(name) => Some(format!("\"{name}\" cannot be read.")),
        Refusal::TooMany(seconds) => Some(format!("Try again in {seconds} seconds.")),
        _ => None,
    }
}

fn errors(refusal: &Refusal) -> Vec<FieldError> {
    match refusal {
        Refusal::Answers(errors) => errors.clone(),
        Refusal::Document(faults) | Refusal::Unreadable(faults) => {
            faults.0.iter().map(field_error).collect()
        }
        Refusal::ChangedMeanwhile(places) => places.iter().map(|at| meeting(at)).collect(),
        _ => Vec::new(),
    }
}

/// A place that somebody else has changed.
fn meeting(at: &str) -> FieldError {
    field_error(&Fault {
        pointer: at.to_owned(),
        code: "changed_meanwhile",
        message: "Somebody else has changed this meanwhile.".to_owned(),
    })
}

/// A fault of a document; the field is the last part of its pointer.
pub(crate) fn field_error(fault: &Fault) -> FieldError {
    let last = fault.pointer.rsplit('/').next().unwrap_or_default();
    FieldError {
        field: last.replace("~1", "/").replace("~0", "~"),
        code: fault.code.to_owned(),
        message: fault.message.clone(),
        pointer: Some(fault.pointer.clone()),
    }
}
