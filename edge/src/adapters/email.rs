//! Sends an email through the `send_email` binding.

use desk::{Mail, Outcome};
use worker::{Env, Fetch, Method, Request, RequestInit, SendEmail, SendEmailBuilder};

use crate::config::Config;

pub(super) async fn send(env: &Env, config: &Config, mail: &Mail) -> Outcome {
    if let Some(url) = &config.mail_capture {
        return capture(url, mail).await;
    }
    let message = SendEmailBuilder::new(&config.mail_from, &mail.to, &mail.subject);
    message.set_text(&mail.text);
    message.set_html(&mail.html);
    let Ok(binding) = env.get_binding::<SendEmail>("EMAIL") else {
        return Outcome::Failed("this installation has no way to send email".to_owned());
    };
    match binding.send_with_builder(&message).await {
        Ok(_) => Outcome::Delivered,
        // The cause may name the address.
        Err(_) => Outcome::Failed("the email service refused it".to_owned()),
    }
}

/// In development the email can be had as JSON by whoever wants to look at it.
async fn capture(url: &str, mail: &Mail) -> Outcome {
    let body = serde_json::json!({ "to": mail.to, "subject": mail.subject, "text": mail.text, "html": mail.html });
    let mut init = RequestInit::new();
    init.with_method(Method::Post)
        .with_body(Some(body.to_string().into()));
    let request = Request::new_with_init(url, &init);
    let failed = || Outcome::Failed("no connection".to_owned());
    let Ok(request) = request else {
        return failed();
    };
    match Fetch::Request(request).send().await {
        Ok(response) if response.status_code() < 300 => Outcome::Delivered,
        _ => failed(),
    }
}
