//! Trying a destination out: something that is clearly a test is sent at once, and what came of it is
//! said in a sentence.

use std::collections::BTreeMap;

use shared::{
    api::settings::Tested,
    site::{Destination, Site},
};

use super::find;
use crate::{
    Contact, Outcome, Outgoing, Random, Refusal, id,
    mail::{Letter, one_line},
    queue_of,
    time::rfc3339,
    webhook,
};

/// How long a test may take, in ms.
pub const TRIAL_MS: i64 = 10_000;

/// What came of a test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trial {
    /// The status of a webhook's answer, and how long it took.
    Answered {
        status: u16,
        ms: i64,
    },
    /// The email service has taken the email.
    Sent,
    TimedOut,
    /// No webhook arrived: the cause, in the platform's words.
    Unreachable(String),
    /// The cause, in our own words.
    NotSent(String),
}

/// The test for a destination of the queue, at `now` (ms since the epoch). `console` is the address of
/// the site's console.
///
/// # Errors
/// The queue has no such destination.
pub fn trial(
    site: &Site,
    queue: &str,
    address: &str,
    console: &str,
    now: i64,
    random: Random,
) -> Result<Outgoing, Refusal> {
    let known = find(site, queue, address)?;
    if let Destination::Email { to } = known {
        let name = queue_of(site, queue)?.name_for_staff(&site.langs);
        let link = format!("{console}/queues/{queue}");
        return Ok(Outgoing::Email(letter(name, &link).to(to.clone())));
    }
    let (delivery, contact) = (id::unguessable("msg_", random), made_up(site, queue, now));
    let url = known.address().to_owned();
    let secrets = known.secrets(now.div_euclid(1000));
    let signed = webhook::sign(&delivery, "test", &contact, url, &secrets, now);
    Ok(match signed {
        Ok(request) => Outgoing::Webhook(request),
        Err(cause) => Outgoing::Nothing(Outcome::Failed(cause)),
    })
}

/// A contact that has all that contacts have, and can be taken for none.
fn made_up(site: &Site, queue: &str, now: i64) -> Contact {
    let answers = [
        ("name", "Test"),
        ("email", "test@example.com"),
        ("message", "This is a test. Nobody has written it."),
    ];
    let answers = answers.map(|(name, value)| (name.to_owned(), value.to_owned()));
    Contact {
        id: "con_test".to_owned(),
        receipt: "TEST-TEST".to_owned(),
        queue: queue.to_owned(),
        status: "open".to_owned(),
        missed_reason: None,
        assigned_to: None,
        view: "form".to_owned(),
        lang: site.langs[0].clone(),
        page: None,
        zone: None,
        at: rfc3339(now),
        reply_by: None,
        answers: BTreeMap::from(answers),
        path: Vec::new(),
        tags: vec!["test".to_owned()],
        comment: None,
        consents: Vec::new(),
        details: Vec::new(),
        withdrawn: false,
        erased: false,
    }
}

fn letter<'a>(title: &str, link: &'a str) -> Letter<'a> {
    let title = one_line(title);
    Letter {
        subject: format!("Test: messages of {title}"),
        intro: format!(
            "This is a test: nobody has written. New messages of {title} are told to this address."
        ),
        link,
        label: "Open the console",
        why: "An owner of the site asked for this test.",
    }
}

impl Trial {
    /// Of an email, which has no answer.
    #[must_use]
    pub fn of(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Delivered => Self::Sent,
            Outcome::TimedOut => Self::TimedOut,
            other => Self::NotSent(other.line()),
        }
    }

    /// As it is said to the owner.
    #[must_use]
    pub fn told(&self) -> Tested {
        let (delivered, outcome) = match self {
            Self::Answered { status, ms } => (is_taken(*status), answered(*status, *ms)),
            Self::Sent => (
                true,
                "Sent. Look into the mailbox, and among its spam, too.".to_owned(),
            ),
            Self::TimedOut => (false, format!("No answer within {} s.", TRIAL_MS / 1000)),
            Self::Unreachable(cause) => (false, unreachable(cause).to_owned()),
            Self::NotSent(cause) => (false, format!("Not sent: {cause}.")),
        };
        Tested { delivered, outcome }
    }
}

fn is_taken(status: u16) -> bool {
    (200..300).contains(&status)
}

fn answered(status: u16, ms: i64) -> String {
    let so = match status {
        status if is_taken(status) => return format!("Answered {status} after {ms} ms."),
        300..=399 => "redirects are not followed. Use the address that it leads to.",
        401 | 403 => "it does not let us in. Nothing but the signature is sent for it to check.",
        404 => "there is nothing at this address.",
        405 => "it takes no POST.",
        410 => "it wants no more messages, and is switched off when it says so to a real one.",
        429 => "it has had too much for now.",
        // As Cloudflare says of servers that it cannot speak to.
        525 | 526 => "the certificate is not trusted.",
        530 => "there is no server of this name.",
        500.. => "something is wrong over there. Its own log may say what.",
        _ => "an answer from 200 to 299 is expected.",
    };
    format!("Answered {status}: {so}")
}

/// The cause is only looked at, never quoted: it may name the address, which may hold a secret.
fn unreachable(cause: &str) -> &'static str {
    let cause = cause.to_ascii_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| cause.contains(word));
    if says(&["certificate"]) {
        "The certificate is not trusted."
    } else if says(&["dns", "name not resolved", "no such host"]) {
        "There is no server of this name."
    } else if says(&["refused"]) {
        "Nobody listens at this address."
    } else {
        "No connection could be made. Is the address right, and is the server up?"
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const HOOK: &str = "https://acme.example/hook";

    fn sent(address: &str) -> Result<Outgoing, Refusal> {
        let secret = "whsec_b2xkb2xkb2xkb2xkb2xkb2xkb2xkb2xk";
        let forward = json!([
            { "kind": "webhook", "url": HOOK, "secret": secret },
            { "kind": "email", "to": "desk@acme.example" },
        ]);
        let document = json!({ "queues": { "q": { "name": "Support", "forward": forward } } });
        let site = Site::read(&document, Default::default()).unwrap();
        let random = &mut |bytes: &mut [u8]| bytes.fill(7);
        trial(
            &site,
            "q",
            address,
            "https://help.example/console/acme",
            0,
            random,
        )
    }

    #[test]
    fn a_webhook_gets_what_is_clearly_a_test() {
        let Ok(Outgoing::Webhook(request)) = sent(HOOK) else {
            panic!("no webhook");
        };
        assert_eq!(request.url, HOOK);
        let body: serde_json::Value = serde_json::from_str(&request.body).unwrap();
        assert_eq!(body["type"], "test");
        assert_eq!(body["data"]["receipt"], "TEST-TEST");
    }

    #[test]
    fn an_email_says_that_it_is_a_test() {
        let Ok(Outgoing::Email(mail)) = sent("desk@acme.example") else {
            panic!("no email");
        };
        assert_eq!(mail.subject, "Test: messages of Support");
        assert!(matches!(
            sent("nobody@acme.example"),
            Err(Refusal::UnknownDestination)
        ));
    }

    #[test]
    fn outcomes_are_plain_sentences() {
        let told = |trial: Trial| {
            let Tested { delivered, outcome } = trial.told();
            (delivered, outcome)
        };
        let answered = |status| told(Trial::Answered { status, ms: 34 });
        let failed = |cause: &str| told(Trial::Unreachable(cause.to_owned())).1;
        assert_eq!(
            answered(200),
            (true, "Answered 200 after 34 ms.".to_owned())
        );
        let redirect =
            "Answered 301: redirects are not followed. Use the address that it leads to.";
        assert_eq!(answered(301), (false, redirect.to_owned()));
        let late = (false, "No answer within 10 s.".to_owned());
        assert_eq!(told(Trial::TimedOut), late);
        let untrusted = "The certificate is not trusted.";
        assert_eq!(failed("TLS peer's certificate is not trusted"), untrusted);
        assert!(!failed("https://acme.example/SECRET").contains("SECRET"));
    }
}
