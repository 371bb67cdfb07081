//! What a visitor has consented to: kept word for word, as the owner's text may change.

use serde::{Deserialize, Serialize};
use shared::questionnaire::{Outcome, Questionnaire};

/// A consent, given by ticking a box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// The name of the box.
    pub name: String,
    /// The version of the text, as the owner counts.
    pub version: String,
    /// The text that stood beside the box, as the owner wrote it.
    pub text: String,
    /// The language asked for, a BCP 47 tag.
    pub lang: String,
}

/// The consents that were given on a walk.
pub(crate) fn consents(
    questionnaire: &Questionnaire,
    outcome: &Outcome,
    lang: &str,
    langs: &[String],
) -> Vec<Consent> {
    let texts = outcome.items.iter();
    let texts = texts.filter_map(|item| questionnaire.texts.get(item));
    let boxes = texts.flat_map(|text| &text.elements);
    let ticked = boxes.filter(|b| outcome.answers.get(&b.name).is_some_and(|v| v == "true"));
    let consent = |b: &shared::questionnaire::Element| {
        Some(Consent {
            name: b.name.clone(),
            version: b.consent.clone()?,
            text: b.label.get(lang, langs).to_owned(),
            lang: lang.to_owned(),
        })
    };
    ticked.filter_map(consent).collect()
}
