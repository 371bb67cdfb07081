//! Destinations that have switched themselves off, and switching them on again.

use serde_json::Value;
use shared::{
    api::settings::DestinationState,
    site::{Destination, Site},
};

use super::{address, find, written};
use crate::{
    Refusal, queue_of,
    sql::{Result as SqlResult, Sql},
    time::rfc3339,
    values,
};

/// How the destinations of a queue stand, in the order of `published`, the document in force.
///
/// # Errors
/// There is no such queue; storage.
pub fn states(
    sql: &dyn Sql,
    site: &Site,
    published: &Value,
    queue: &str,
) -> Result<Vec<DestinationState>, Refusal> {
    let read = &queue_of(site, queue)?.forward;
    let written = written(published, queue).iter().filter_map(address);
    let state = |(read, address): (&Destination, &str)| {
        let query = "SELECT at FROM switched_off WHERE destination = ?";
        let row = sql.first(query, values![read.address()])?;
        let since = row.map(|row| row.integer(0)).transpose()?;
        Ok(DestinationState {
            address: address.to_owned(),
            switched_off: since.map(rfc3339),
        })
    };
    let states = read.iter().zip(written).map(state);
    Ok(states.collect::<SqlResult<_>>()?)
}

/// Lets a destination be tried again that had switched itself off.
///
/// # Errors
/// The queue has no such destination; storage.
pub fn switch_on(sql: &dyn Sql, site: &Site, queue: &str, address: &str) -> Result<(), Refusal> {
    let known = find(site, queue, address)?;
    let query = "DELETE FROM switched_off WHERE destination = ?";
    sql.run(query, values![known.address()])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::sample::blank;

    const HOOK: &str = "https://acme.example/hook";
    const NOW: i64 = 1_793_000_000_000;

    fn webhook(url: &str) -> Value {
        let secret = "whsec_b2xkb2xkb2xkb2xkb2xkb2xkb2xkb2xk";
        json!({ "kind": "webhook", "url": url, "secret": secret })
    }

    #[test]
    fn what_has_switched_itself_off_is_shown_and_switched_on() {
        let sql = blank();
        let forward = json!([webhook("https://acme.example"), webhook(HOOK)]);
        let written = json!({ "queues": { "q": { "forward": forward } } });
        let site = Site::read(&written, Default::default()).unwrap();
        let off = "INSERT INTO switched_off (destination, at) VALUES ('https://acme.example/', ?)";
        sql.run(off, values![NOW]).unwrap();
        let since = || {
            let states = states(&sql, &site, &written, "q").unwrap();
            let pair = |state: DestinationState| (state.address, state.switched_off.is_some());
            states.into_iter().map(pair).collect::<Vec<_>>()
        };
        let all = |first| {
            [
                ("https://acme.example".to_owned(), first),
                (HOOK.to_owned(), false),
            ]
        };
        assert_eq!(since(), all(true));
        switch_on(&sql, &site, "q", "https://acme.example").unwrap();
        assert_eq!(since(), all(false));
    }
}
