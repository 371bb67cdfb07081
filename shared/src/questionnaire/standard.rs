//! The product's own contact form, for queues without one.

use crate::{
    json::{At, Faults},
    words::LEXICONS,
};

use super::{Questionnaire, Style};

/// As HTML's own check of `type=email`, and a dot in the host.
pub(super) const EMAIL: &str = r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(\.[\w-]+)+";

impl Questionnaire {
    /// Name, email address and message, in every language of the product.
    #[must_use]
    pub fn standard() -> Self {
        let label = |word: fn(&crate::words::Lexicon) -> &'static str| {
            let pairs = LEXICONS.iter().map(|l| (l.lang.to_owned(), word(l).into()));
            serde_json::Value::Object(pairs.collect())
        };
        let document = serde_json::json!([
            { "element": "input", "name": "name", "label": label(|l| l.your_name) },
            { "element": "input", "name": "email", "label": label(|l| l.your_email),
              "inputmode": "email", "pattern": EMAIL, "required": true },
            { "element": "textarea", "name": "message", "label": label(|l| l.your_message), "required": true },
        ]);
        let mut faults = Faults::default();
        Self::read(&At::root(&document), Style::Form, &mut faults).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::{Answers, Evidence, Given, replay};

    #[test]
    fn the_standard_form_takes_a_message() {
        let flow = Questionnaire::standard().flow;
        let given = |email: &str| {
            let pairs = [("email", email), ("message", "Hei")];
            let answers: Answers = pairs.map(|(k, v)| (k.to_owned(), v.to_owned())).into();
            let evidence = Evidence::default();
            Given { answers, evidence }
        };
        assert!(replay(&flow, &given("anna@acme.example")).is_ok());
        assert!(replay(&flow, &given("anna")).is_err());
    }
}
