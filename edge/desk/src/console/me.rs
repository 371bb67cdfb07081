//! All that the console begins with.

use shared::{
    api::console::{ByHand, Colleague, Me, QueueState},
    site::{Queue, Site},
};

use super::{last_entry, wishes};
use crate::{
    Random, Refusal, Standings,
    people::{self, Signed, name_of},
    push,
    sql::Sql,
    time::rfc3339,
    values,
};

/// Who is signed in, and what they see, at `now` (ms since the epoch).
///
/// # Errors
/// Storage.
pub fn me(
    sql: &dyn Sql,
    site: &Site,
    site_key: &str,
    signed: &Signed,
    now: i64,
    random: Random,
) -> Result<Me, Refusal> {
    let known = |queues: &[String]| queues.iter().any(|queue| signed.sees(queue));
    let people = site.people.iter();
    let people = people.filter(|person| signed.is_owner || known(&person.queues));
    let colleague = |person: &shared::site::Person| Colleague {
        email: person.email.clone(),
        name: person.name.clone(),
        queues: Signed::new(site, person, "").queues,
    };
    let name = match site.name.as_str() {
        "" => site_key,
        name => name,
    };
    Ok(Me {
        site: site_key.to_owned(),
        site_name: name.to_owned(),
        email: signed.email.clone(),
        name: signed.name.clone(),
        role: if signed.is_owner { "owner" } else { "agent" }.to_owned(),
        mood: people::mood(sql, &signed.email)?.name().to_owned(),
        session: signed.session.clone(),
        notices: wishes(sql, &signed.email)?,
        queues: queue_states(sql, site, signed, now)?,
        people: people.map(colleague).collect(),
        last: last_entry(sql)?,
        push_key: push::public_key(&push::site_secret(sql, random)?).ok(),
    })
}

/// The queues of somebody, as they stand at `now` (ms since the epoch).
///
/// # Errors
/// Storage.
pub fn queue_states(
    sql: &dyn Sql,
    site: &Site,
    signed: &Signed,
    now: i64,
) -> Result<Vec<QueueState>, Refusal> {
    let standings = Standings::read(sql, site, now)?;
    let seen = site.queues.values().filter(|queue| signed.sees(&queue.key));
    let state = |queue| queue_state(sql, site, signed, queue, &standings, now);
    seen.map(state).collect()
}

fn queue_state(
    sql: &dyn Sql,
    site: &Site,
    signed: &Signed,
    queue: &Queue,
    standings: &Standings,
    now: i64,
) -> Result<QueueState, Refusal> {
    let standing = standings.of(queue, now);
    let row = sql.first(
        "SELECT count(*) FILTER (WHERE status IN ('open', 'queued')),
            count(*) FILTER (WHERE status = 'assigned' AND assigned_to = ?)
         FROM contact WHERE queue = ? AND status IN ('open', 'queued', 'assigned')",
        values![&signed.email, &queue.key],
    )?;
    let count = |i| {
        let count = row.as_ref().map_or(Ok(0), |row| row.integer(i));
        count.map(|count| u32::try_from(count).unwrap_or(u32::MAX))
    };
    let next = standing.timeline.next_change(now.div_euclid(1000));
    Ok(QueueState {
        key: queue.key.clone(),
        name: queue.name_for_staff(&site.langs).to_owned(),
        state: standing.state.name().to_owned(),
        reason: standing.reason,
        next_change: next.map(|change| rfc3339(change.at * 1000)),
        by_hand: standings.decided(queue, now).map(|decided| ByHand {
            state: decided.hand.state.name().to_owned(),
            until: decided.hand.until.map(|until| rfc3339(until * 1000)),
            by: name_of(site, &decided.person),
        }),
        waiting: count(0)?,
        mine: count(1)?,
    })
}
