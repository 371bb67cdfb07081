//! What was forwarded, delivery by delivery, for the owners of a queue.

use shared::{
    api::settings::{Ledger, LedgerLine},
    site::{Destination, Queue, Site},
};

use super::normal;
use crate::{
    Refusal,
    address::host_and_path,
    console::delivery_line,
    ledger::{COLUMNS, entry},
    queue_of,
    sql::{Result as SqlResult, Row, Sql, Value},
    values,
};

/// Deliveries on one page.
const PAGE: usize = 50;

/// Which deliveries to list.
#[derive(Debug, Clone, Default)]
pub struct LedgerFilter {
    pub queue: String,
    pub address: Option<String>,
    /// As on the wire: `pending`, `delivered`, `failed`, `cancelled`.
    pub status: Option<String>,
    /// Older than this one.
    pub before: Option<i64>,
}

/// One page of what went to destinations of a queue, the newest first.
///
/// # Errors
/// There is no such queue; storage.
pub fn ledger(sql: &dyn Sql, site: &Site, filter: &LedgerFilter) -> Result<Ledger, Refusal> {
    let queue = queue_of(site, &filter.queue)?;
    // Notices go to people of the queue, by their own wish.
    let (mut conditions, mut values) = (
        vec!["queue = ?", "kind != 'notice'"],
        values![&filter.queue],
    );
    let mut add = |condition, value: Option<Value>| {
        if let Some(value) = value {
            conditions.push(condition);
            values.push(value);
        }
    };
    let address = filter.address.as_deref().map(normal);
    add("destination = ?", address.map(Value::from));
    add("status = ?", filter.status.as_ref().map(Value::from));
    add("seq < ?", filter.before.map(Value::from));
    let query = format!(
        "SELECT {COLUMNS}, seq, (SELECT receipt FROM contact WHERE contact.id = delivery.contact)
         FROM delivery WHERE {} ORDER BY seq DESC LIMIT {}",
        conditions.join(" AND "),
        PAGE + 1
    );
    let rows = sql.run(&query, values)?;
    let older = rows.get(PAGE).map(|_| rows[PAGE - 1].integer(9));
    let page = rows
        .iter()
        .take(PAGE)
        .map(|row| ledger_line(sql, queue, row));
    Ok(Ledger {
        lines: page.collect::<SqlResult<_>>()?,
        older: older.transpose()?,
    })
}

fn ledger_line(sql: &dyn Sql, queue: &Queue, row: &Row) -> SqlResult<LedgerLine> {
    let entry = entry(sql, row)?;
    Ok(LedgerLine {
        contact: entry.contact.clone(),
        receipt: row.text(10)?,
        at: entry.created_at.clone(),
        delivery: delivery_line(entry, |address| told(queue, address)),
    })
}

/// Host and path of a webhook; behind them its number, where others before it among the queue's
/// differ in nothing but what is not told. One that the queue no longer has counts behind them all.
fn told(queue: &Queue, address: &str) -> String {
    let place = host_and_path(address);
    let is_webhook = |known: &&Destination| matches!(known, Destination::Webhook { .. });
    let webhooks = queue.forward.iter().filter(is_webhook);
    let alike = webhooks.filter(|known| host_and_path(known.address()) == place);
    let before = alike.take_while(|known| known.address() != address).count();
    match before {
        0 => place.to_owned(),
        before => format!("{place} ({})", before + 1),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::sample::{Sample, blank};

    const HOOK: &str = "https://acme.example/hook?key=1";

    fn pages(mut filter: LedgerFilter) -> Vec<Ledger> {
        let sql = blank();
        let sample = Sample {
            queue: "q",
            receipt: Some("7K3M-92QD"),
            ..Sample::default()
        };
        let contact = sample.store(&sql);
        for nth in 0..120 {
            let (kind, to, status) = match nth % 3 {
                0 => ("webhook", HOOK, "failed"),
                1 => ("email", "desk@acme.example", "delivered"),
                _ => ("notice", "otso@acme.example", "delivered"),
            };
            let id = format!("msg_{nth}");
            sql.run(
                "INSERT INTO delivery (id, contact, queue, kind, destination, status, attempts, created_at)
                 VALUES (?, ?, 'q', ?, ?, ?, 0, 0)",
                values![id, &contact, kind, to, status],
            )
            .unwrap();
        }
        let document = json!({ "queues": { "q": {} } });
        let site = Site::read(&document, Default::default()).unwrap();
        let mut pages = Vec::new();
        loop {
            let page = ledger(&sql, &site, &filter).unwrap();
            filter.before = page.older;
            pages.push(page);
            if filter.before.is_none() {
                return pages;
            }
        }
    }

    fn of_queue() -> LedgerFilter {
        LedgerFilter {
            queue: "q".to_owned(),
            ..LedgerFilter::default()
        }
    }

    #[test]
    fn the_ledger_has_what_went_to_destinations_fifty_at_a_time() {
        let pages = pages(of_queue());
        let lengths: Vec<_> = pages.iter().map(|page| page.lines.len()).collect();
        assert_eq!(lengths, [50, 30]);
        let newest = &pages[0].lines[0];
        assert_eq!(newest.delivery.id, "msg_118");
        assert_eq!(newest.receipt, "7K3M-92QD");
        // Not what comes behind the path.
        assert_eq!(pages[0].lines[1].delivery.destination, "acme.example/hook");
    }

    #[test]
    fn webhooks_that_differ_in_their_query_alone_are_told_apart() {
        let webhook = |url: &str| {
            let secret = "whsec_b2xkb2xkb2xkb2xkb2xkb2xkb2xkb2xk";
            json!({ "kind": "webhook", "url": url, "secret": secret })
        };
        let forward = json!([
            webhook("https://acme.example"),
            { "kind": "email", "to": "desk@acme.example" },
            webhook(HOOK),
            webhook("https://acme.example?key=1"),
            webhook("https://acme.example/hook?key=2"),
        ]);
        let document = json!({ "queues": { "q": { "forward": forward } } });
        let site = Site::read(&document, Default::default()).unwrap();
        let queue = site.queue("q").unwrap();
        let shown: Vec<_> = queue
            .forward
            .iter()
            .map(|d| told(queue, d.address()))
            .collect();
        assert_eq!(shown[0], "acme.example");
        assert_eq!(
            shown[2..],
            [
                "acme.example/hook",
                "acme.example (2)",
                "acme.example/hook (2)"
            ]
        );
        let gone = told(queue, "https://acme.example/hook?key=0");
        assert_eq!(gone, "acme.example/hook (3)");
    }

    #[test]
    fn it_is_asked_by_destination_and_by_outcome() {
        let address = Some(HOOK.to_owned());
        let to_it = pages(LedgerFilter {
            address,
            ..of_queue()
        });
        assert_eq!(to_it[0].lines.len(), 40);
        let status = Some("delivered".to_owned());
        let delivered = pages(LedgerFilter {
            status,
            ..of_queue()
        });
        let lines = &delivered[0].lines;
        assert!(lines.iter().all(|line| line.delivery.kind == "email"));
    }
}
