//! Contacts for tests, stored as they are told, without a visitor.

use serde_json::{Value as Json, json};
use shared::contact::Status;

use crate::{migrate, search, sql::Sql, twin::Twin, values};

/// A contact; by default an open one of the queue `default` without an answer.
#[derive(Debug, Clone)]
pub(crate) struct Sample {
    pub receipt: Option<&'static str>,
    pub queue: &'static str,
    pub status: Status,
    pub missed: Option<&'static str>,
    pub agent: Option<&'static str>,
    pub view: &'static str,
    /// As all instants here, in milliseconds since the epoch.
    pub at: i64,
    pub reply_by: Option<i64>,
    pub taken_at: Option<i64>,
    pub resolved_at: Option<i64>,
    pub answers: Json,
    pub path: Json,
    pub tags: Json,
    pub details: Json,
}

impl Default for Sample {
    fn default() -> Self {
        Self {
            receipt: None,
            queue: "default",
            status: Status::Open,
            missed: None,
            agent: None,
            view: "form",
            at: 1_790_000_000_000,
            reply_by: None,
            taken_at: None,
            resolved_at: None,
            answers: json!({}),
            path: json!([]),
            tags: json!([]),
            details: json!([]),
        }
    }
}

impl Sample {
    /// Stores and indexes it; gives its id. The first one is `con_1`.
    pub(crate) fn store(&self, sql: &dyn Sql) -> String {
        let row = sql.first("SELECT count(*) + 1 FROM contact", values![]);
        let number = row.unwrap().unwrap().integer(0).unwrap();
        let (id, key) = (format!("con_{number}"), format!("key {number}"));
        let receipt = format!("{:04}-{:04}", number / 10_000, number % 10_000);
        let values = values![
            &id,
            self.receipt.map_or(receipt, str::to_owned),
            self.queue,
            self.status.name(),
            self.missed,
            self.agent,
            self.view,
            self.at,
            self.reply_by,
            self.taken_at,
            self.resolved_at,
            self.answers.to_string(),
            self.path.to_string(),
            self.tags.to_string(),
            self.details.to_string(),
            key,
        ];
        let stored = sql.run(
            "INSERT INTO contact (id, receipt, queue, status, missed_reason, assigned_to, view, at, reply_by, taken_at,
                resolved_at, answers, path, tags, details, idempotency_key, lang, fingerprint, reply)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'en', '', '{}')",
            values,
        );
        stored.unwrap();
        search::index(sql, &id).unwrap();
        id
    }
}

/// A database with all tables and nothing in them.
pub(crate) fn blank() -> Twin {
    let sql = Twin::empty();
    migrate(&sql).unwrap();
    sql
}

/// Numbers that look random and are the same in every run, below `end`.
pub(crate) fn dice() -> impl FnMut(u64) -> u64 {
    let mut state = 1_u64;
    move |end| {
        // Knuth's MMIX generator; its low bits repeat early.
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 20) % end
    }
}
