//! Notices for consoles that are closed, by Web Push: best effort, beside the log and the ledger.

use serde_json::json;
use shared::site::{Queue, Site};

use super::notices::{asks_for, wishes};
use crate::{
    Contact, Random, Refusal,
    push::{PushRequest, of_person, request, site_secret},
    sql::Sql,
    values,
};

/// One push for each browser of those who want to be told of `contact`, which was just registered
/// in `queue`, at `now` (ms since the epoch). It holds the receipt number and nothing that the visitor
/// wrote. `origin` is where the console lies, `sender` an address at which whoever runs this
/// installation can be reached.
///
/// # Errors
/// Storage.
pub fn pushes(
    sql: &dyn Sql,
    site: &Site,
    (origin, site_key, sender): (&str, &str, &str),
    queue: &Queue,
    contact: &Contact,
    now: i64,
    random: Random,
) -> Result<Vec<PushRequest>, Refusal> {
    let people = sql.run("SELECT DISTINCT person FROM push", values![])?;
    let mut pushes = Vec::new();
    for row in people {
        let email = row.text(0)?;
        let wishes = wishes(sql, &email)?;
        if !wishes.desktop || !asks_for(site, &email, &wishes, &queue.key) {
            continue;
        }
        let name = queue.name_for_staff(&site.langs);
        let payload = json!({
            "title": format!("New message in {name}"),
            "body": format!("Receipt {}", contact.receipt),
            "url": format!("{origin}/console/{site_key}/contacts/{}", contact.id),
            // A burst replaces itself.
            "tag": format!("{site_key}/{}", queue.key),
            "keep": wishes.keep,
        });
        let secret = site_secret(sql, random)?;
        for subscription in of_person(sql, &email)? {
            // A subscription that does not fit any more is no reason to tell nobody.
            let push = request(&subscription, &payload, &secret, sender, now, random);
            pushes.extend(push.ok());
        }
    }
    Ok(pushes)
}
