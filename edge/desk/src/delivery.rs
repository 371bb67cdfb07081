//! The life of one delivery: from planned to delivered or given up.

use shared::site::{Destination, Queue};

use crate::{
    Random, id,
    sql::{Result, Sql},
    values,
};

/// How long a destination may take to answer, in milliseconds.
pub const TIMEOUT_MS: i64 = 15_000;

const SECOND: i64 = 1_000;
const HOUR: i64 = 3_600 * SECOND;

/// A day and no more is waited because a destination asks for it.
const LONGEST_WAIT: i64 = 24 * HOUR;

/// What a destination answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Delivered,
    /// Another answer than 2xx, with the seconds of its `Retry-After`.
    Refused {
        status: u16,
        retry_after: Option<u32>,
    },
    TimedOut,
    /// Nothing was sent: the destination has switched itself off, or is in the settings no more.
    NoDestination,
    /// No answer: the cause, without addresses or content.
    Failed(String),
}

impl Outcome {
    /// One line for the ledger.
    #[must_use]
    pub fn line(&self) -> String {
        match self {
            Self::Delivered => "delivered".to_owned(),
            Self::Refused { status, .. } => format!("HTTP {status}"),
            Self::TimedOut => format!("no answer within {} s", TIMEOUT_MS / SECOND),
            Self::NoDestination => "not sent: the destination is switched off".to_owned(),
            Self::Failed(cause) => cause.clone(),
        }
    }
}

/// The waits between attempts: from a second, doubling, up to six hours, for three days in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backoff;

impl Backoff {
    /// Attempts before a delivery is given up.
    pub const ATTEMPTS: u32 = 26;

    /// Milliseconds to wait after `attempts` failed ones, with up to a tenth of `jitter` (0–255)
    /// on top, so that deliveries which failed together do not come back together.
    #[must_use]
    pub fn after(attempts: u32, jitter: u8) -> i64 {
        let doubled = SECOND << attempts.saturating_sub(1).min(15);
        let wait = doubled.min(6 * HOUR);
        wait + wait * i64::from(jitter) / 2_550
    }
}

/// The seconds that a header `Retry-After` asks for at `now` (ms since the epoch): a number, or a
/// date (RFC 9110, 10.2.3). Anything else is no wish.
#[must_use]
pub fn retry_after(header: &str, now: i64) -> Option<u32> {
    let text = header.trim();
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(u32::try_from(seconds).unwrap_or(u32::MAX));
    }
    let at = shared::hours::parse_http_date(text)?;
    u32::try_from((at * SECOND - now).div_euclid(SECOND) + 1).ok()
}

/// Where a delivery stands. Instants are milliseconds since the epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    Pending {
        attempts: u32,
        next_at: i64,
    },
    Delivered {
        attempts: u32,
    },
    /// Given up.
    Failed {
        attempts: u32,
    },
}

/// An attempt that has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    pub outcome: Outcome,
    /// When it ended, in ms since the epoch.
    pub now: i64,
    /// Random, 0 to 255: see [`Backoff::after`].
    pub jitter: u8,
}

impl Delivery {
    /// The name in storage and on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Pending { .. } => "pending",
            Self::Delivered { .. } => "delivered",
            Self::Failed { .. } => "failed",
        }
    }

    /// What becomes of a pending delivery after one more attempt.
    #[must_use]
    pub fn after(attempts_before: u32, attempt: &Attempt) -> Self {
        let attempts = attempts_before + 1;
        let wait = match attempt.outcome {
            Outcome::Delivered => return Self::Delivered { attempts },
            Outcome::NoDestination => {
                return Self::Failed {
                    attempts: attempts_before,
                };
            }
            // Standard Webhooks: "410 Gone" asks to stop for good.
            Outcome::Refused { status: 410, .. } => return Self::Failed { attempts },
            _ if attempts >= Backoff::ATTEMPTS => return Self::Failed { attempts },
            Outcome::Refused {
                retry_after: Some(seconds),
                ..
            } => (i64::from(seconds) * SECOND).min(LONGEST_WAIT),
            _ => 0,
        };
        let wait = wait.max(Backoff::after(attempts, attempt.jitter));
        let next_at = attempt.now + wait;
        Self::Pending { attempts, next_at }
    }
}

/// A delivery to be stored with its contact.
pub(crate) struct Planned {
    id: String,
    kind: &'static str,
    event: &'static str,
    /// The address; a webhook's secret stays in the settings, where it can be rotated.
    destination: String,
    /// Milliseconds until the first attempt.
    delay: i64,
}

impl Planned {
    pub(crate) fn is_webhook(&self) -> bool {
        self.kind == "webhook"
    }
}

/// One delivery of `event` for each destination of `queue`. The id is the same over all attempts.
pub(crate) fn planned(queue: &Queue, event: &'static str, random: Random) -> Vec<Planned> {
    let plan = |destination: &Destination| {
        let (kind, destination) = match destination {
            Destination::Webhook { url, .. } => ("webhook", url.clone()),
            Destination::Email { to } => ("email", to.clone()),
        };
        let id = id::unguessable("msg_", random);
        Planned {
            id,
            kind,
            event,
            destination,
            delay: 0,
        }
    };
    queue.forward.iter().map(plan).collect()
}

/// How long an email to a person waits: what comes meanwhile is told by the same one.
const DIGEST: i64 = 60_000;

/// An email for each of the people with these addresses, unless one is on its way to them already.
pub(crate) fn notices(
    sql: &dyn Sql,
    queue: &str,
    people: &[String],
    random: Random,
) -> Result<Vec<Planned>> {
    let mut planned = Vec::new();
    for person in people {
        let query =
            "SELECT 1 FROM delivery WHERE kind = 'notice' AND status = 'pending' AND attempts = 0
            AND queue = ? AND destination = ?";
        if sql.first(query, values![queue, person])?.is_none() {
            planned.push(Planned {
                id: id::unguessable("msg_", random),
                kind: "notice",
                event: "contact.registered",
                destination: person.clone(),
                delay: DIGEST,
            });
        }
    }
    Ok(planned)
}

/// Stores deliveries; their delays begin `now`.
pub(crate) fn plan(
    sql: &dyn Sql,
    planned: &[Planned],
    contact: &str,
    queue: &str,
    now: i64,
) -> Result<()> {
    for delivery in planned {
        let destination = &delivery.destination;
        sql.run(
            "INSERT INTO delivery (id, contact, queue, kind, destination, status, attempts, next_at, created_at, event)
             VALUES (?, ?, ?, ?, ?, 'pending', 0, ?, ?, ?)",
            values![&delivery.id, contact, queue, delivery.kind, destination, now + delivery.delay, now, delivery.event],
        )?;
    }
    Ok(())
}

/// Makes a delivery due at `now`, also to a destination that had switched itself off; what came of
/// its attempts stays in the ledger.
pub(crate) fn begin_anew(sql: &dyn Sql, id: &str, now: i64) -> Result<()> {
    sql.run(
        "DELETE FROM switched_off WHERE destination = (SELECT destination FROM delivery WHERE id = ?)",
        values![id],
    )?;
    sql.run(
        "UPDATE delivery SET status = 'pending', next_at = ? WHERE id = ?",
        values![now, id],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attempt(outcome: Outcome) -> Attempt {
        Attempt {
            outcome,
            now: 0,
            jitter: 0,
        }
    }

    fn refused(status: u16, retry_after: Option<u32>) -> Outcome {
        Outcome::Refused {
            status,
            retry_after,
        }
    }

    #[test]
    fn waits_double_from_a_second_to_six_hours() {
        let waits: Vec<_> = (1..=5).map(|n| Backoff::after(n, 0)).collect();
        assert_eq!(waits, [1_000, 2_000, 4_000, 8_000, 16_000]);
        assert_eq!(Backoff::after(20, 0), 6 * HOUR);
        assert_eq!(Backoff::after(1, 255), 1_100);
        let all: i64 = (1..Backoff::ATTEMPTS).map(|n| Backoff::after(n, 0)).sum();
        assert!(
            (66 * HOUR..78 * HOUR).contains(&all),
            "about three days: {all}"
        );
    }

    #[test]
    fn a_delivery_is_given_up_after_the_last_attempt_or_when_it_is_gone() {
        let last = Delivery::after(Backoff::ATTEMPTS - 1, &attempt(Outcome::TimedOut));
        assert_eq!(
            last,
            Delivery::Failed {
                attempts: Backoff::ATTEMPTS
            }
        );
        let gone = Delivery::after(0, &attempt(refused(410, None)));
        assert_eq!(gone, Delivery::Failed { attempts: 1 });
    }

    #[test]
    fn retry_after_is_a_number_or_a_date() {
        assert_eq!(retry_after("120", 0), Some(120));
        assert_eq!(retry_after("99999999999", 0), Some(u32::MAX));
        let date = "Thu, 01 Jan 1970 00:02:00 GMT";
        assert_eq!(retry_after(date, 60_500), Some(60));
        for none in ["", "-5", "1.5", "soon"] {
            assert_eq!(retry_after(none, 0), None, "{none}");
        }
    }

    #[test]
    fn retry_after_is_kept_but_never_shortens_the_wait() {
        let next = |outcome| match Delivery::after(4, &attempt(outcome)) {
            Delivery::Pending { next_at, .. } => next_at,
            other => panic!("{other:?}"),
        };
        assert_eq!(next(refused(503, Some(120))), 120_000);
        assert_eq!(next(refused(503, Some(1))), 16_000);
        assert_eq!(next(refused(503, Some(9_999_999))), LONGEST_WAIT);
        assert_eq!(next(refused(302, None)), 16_000);
    }
}
