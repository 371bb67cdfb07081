//! Inviting somebody to the console: an email with a link that works once, for a week.

use shared::site::Site;

use crate::{
    Mail, Random, Refusal,
    mail::{Letter, one_line},
    people::{INVITATION_DAYS, Signed, ask_to_come},
    sql::Sql,
};

/// The email with which an owner invites the person with this address, at `now` (ms since the epoch).
/// `console` is the address of the site's console.
///
/// # Errors
/// Somebody else than an owner asks; the address is nobody's of the site; storage.
pub fn invite(
    sql: &dyn Sql,
    site: &Site,
    by: &Signed,
    email: &str,
    console: &str,
    now: i64,
    random: Random,
) -> Result<Mail, Refusal> {
    if !by.is_owner {
        return Err(Refusal::UnknownPath);
    }
    let (to, token) = ask_to_come(sql, site, email, now, random)?;
    let (who, name) = (one_line(&by.name), name(site, console));
    let link = format!("{console}/sign-in#{token}");
    let why = format!(
        "After that you sign in at {console} with this email address. \
         If you did not expect an invitation, you need do nothing."
    );
    let letter = Letter {
        subject: format!("{who} invites you to {name}"),
        intro: format!(
            "{who} invites you to answer messages of {name}. \
             This link signs you in. It works once, for {INVITATION_DAYS} days."
        ),
        link: &link,
        label: "Sign in",
        why: &why,
    };
    Ok(letter.to(to))
}

/// The name of the site, or else its key.
fn name(site: &Site, console: &str) -> String {
    match site.name.as_str() {
        "" => console.rsplit('/').next().unwrap_or_default().to_owned(),
        name => one_line(name),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{people::person, sample::blank};

    const CONSOLE: &str = "https://help.example/console/acme";

    fn mail(name: Option<&str>, by: &str) -> Result<Mail, Refusal> {
        let document = json!({ "name": name, "people": [
            { "email": "anna@acme.example", "name": "Anna\r\nBcc: all", "role": "owner" },
            { "email": "otso@acme.example", "role": "agent" },
        ] });
        let site = Site::read(&document, Default::default()).unwrap();
        let by = Signed::new(&site, person(&site, by).unwrap(), "");
        let random = &mut |bytes: &mut [u8]| bytes.fill(7);
        invite(
            &blank(),
            &site,
            &by,
            "Otso@acme.example",
            CONSOLE,
            0,
            random,
        )
    }

    #[test]
    fn says_who_invites_and_to_what() {
        let mail = mail(Some("Acme"), "anna@acme.example").unwrap();
        assert_eq!(mail.to, "otso@acme.example");
        assert_eq!(mail.subject, "Anna  Bcc: all invites you to Acme");
        assert!(
            mail.text
                .contains("invites you to answer messages of Acme.")
        );
        assert!(mail.text.contains("/console/acme/sign-in#"));
    }

    #[test]
    fn a_site_without_a_name_is_called_by_its_key() {
        let mail = mail(None, "anna@acme.example").unwrap();
        assert!(mail.subject.ends_with("invites you to acme"));
    }

    #[test]
    fn only_owners_invite() {
        assert_eq!(
            mail(Some("Acme"), "otso@acme.example"),
            Err(Refusal::UnknownPath)
        );
    }
}
