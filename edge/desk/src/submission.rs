//! What a visitor sends, read at the border.

use serde_json::{Value, json};
use shared::{
    api::FieldError,
    hours::Zone,
    json::{At, Faults, Object},
    questionnaire::{Answers, Evidence, Given, History},
    words::Lexicon,
};

use crate::{Refusal, problem::field_error};

/// The most answers of one contact.
const MAX_ANSWERS: usize = 500;

/// The view through which the visitor answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SentFrom {
    Form,
    Lightbot,
    /// The view of an open queue, which has the form's questions.
    Online,
}

impl SentFrom {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Lightbot => "lightbot",
            Self::Online => "online",
        }
    }
}

pub(crate) struct Submission {
    pub given: Given,
    pub view: Option<SentFrom>,
    pub lang: Option<String>,
    pub page: Option<String>,
    /// The visitor's own; one that is not known here is as good as none.
    pub zone: Option<Zone>,
    /// The same for the same request, however its JSON is spaced and ordered.
    pub fingerprint: String,
}

impl Submission {
    /// Reads the body of a contact for `queue`, with what is wrong in it. Answers that can be read
    /// are there in spite of it, so that all faults are named at once.
    pub(crate) fn read(queue: &str, body: &[u8]) -> Result<(Self, Vec<FieldError>), Refusal> {
        let value: Value = serde_json::from_slice(body).map_err(|_| Refusal::BadJson)?;
        let mut faults = Faults::default();
        let read = read(&At::root(&value), &mut faults);
        let errors = faults.0.iter().map(field_error).collect();
        let Some(mut submission) = read else {
            return Err(Refusal::Answers(errors));
        };
        submission.fingerprint = crate::token::hash(&json!([queue, value]).to_string());
        Ok((submission, errors))
    }
}

fn read(at: &At, faults: &mut Faults) -> Option<Submission> {
    let mut object = at.object(faults)?;
    let answers = object.required("answers", faults);
    let answers = answers.and_then(|at| at.object(faults));
    let answers = answers.map(|object| read_answers(object, faults));
    let evidence = Evidence {
        earlier: read_earlier(&mut object, faults),
        prefilled: read_prefilled(&mut object, faults),
    };
    let views = [
        ("form", SentFrom::Form),
        ("lightbot", SentFrom::Lightbot),
        ("online", SentFrom::Online),
    ];
    let view = object.optional("view");
    let view = view.and_then(|at| at.one_of(&views, faults));
    let lang = object.optional("lang");
    let lang = lang.and_then(|at| at.text(35, faults));
    let page = object.optional("page");
    let page = page.and_then(|at| read_page(&at, faults));
    let zone = object.optional("zone");
    let zone = zone.and_then(|at| at.text(60, faults));
    object.finish(faults);
    Some(Submission {
        given: Given {
            answers: answers?,
            evidence,
        },
        view,
        lang: lang.map(str::to_owned),
        page,
        zone: zone.and_then(Zone::find),
        fingerprint: String::new(),
    })
}

fn read_answers(object: Object, faults: &mut Faults) -> Answers {
    let mut answers = Answers::new();
    let place = object.at().clone();
    for (name, at) in object.entries() {
        match at.value {
            Value::String(text) => {
                answers.insert(name.to_owned(), text.clone());
            }
            Value::Bool(flag) => {
                answers.insert(name.to_owned(), flag.to_string());
            }
            _ => faults.add(&at, "wrong_type", "An answer is a text, or true or false."),
        }
    }
    if answers.len() > MAX_ANSWERS {
        let message = format!("More than {MAX_ANSWERS} answers.");
        faults.add(&place, "too_many", message);
    }
    answers
}

/// What the page knew of the visitor, where logic looked at it.
fn read_prefilled(object: &mut Object, faults: &mut Faults) -> Answers {
    let object = object.optional("prefilled");
    let object = object.and_then(|at| at.object(faults));
    object.map_or_else(Answers::new, |object| read_answers(object, faults))
}

/// `{"name": ["first", "second"]}`: what was answered before the latest answer.
fn read_earlier(object: &mut Object, faults: &mut Faults) -> History {
    let object = object.optional("earlier");
    let Some(object) = object.and_then(|at| at.object(faults)) else {
        return History::new();
    };
    let mut earlier = History::new();
    for (name, at) in object.entries() {
        let values = at.array(MAX_ANSWERS, faults).unwrap_or_default();
        let text = |at: &At| at.string(faults).map(str::to_owned);
        earlier.insert(name.to_owned(), values.iter().filter_map(text).collect());
    }
    earlier
}

/// The page's address, without what a page keeps behind `#`.
fn read_page(at: &At, faults: &mut Faults) -> Option<String> {
    let text = at.text(4_000, faults)?;
    let is_web = text.starts_with("https://") || text.starts_with("http://");
    if !is_web || text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        faults.add(at, "bad_url", "Must be the address of a web page.");
        return None;
    }
    text.split('#').next().map(str::to_owned)
}

/// Answers that do not fit, in the visitor's language.
pub(crate) fn in_words(
    errors: Vec<shared::questionnaire::AnswerError>,
    words: &Lexicon,
) -> Vec<FieldError> {
    let say = |error: shared::questionnaire::AnswerError| FieldError {
        code: error.fault.code().to_owned(),
        message: words.fault(error.fault).to_owned(),
        field: error.field,
        pointer: None,
    };
    errors.into_iter().map(say).collect()
}
