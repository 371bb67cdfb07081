//! What a visitor left, and what becomes of it.

use serde::{Deserialize, Serialize};

/// Where a contact stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Left when nobody was available.
    Open,
    /// Left while agents were signed in, but all busy, away or full.
    Queued,
    Assigned,
    Resolved,
    Missed,
}

impl Status {
    /// The name on the wire and in storage.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Queued => "queued",
            Self::Assigned => "assigned",
            Self::Resolved => "resolved",
            Self::Missed => "missed",
        }
    }

    /// The status of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let all = [
            Self::Open,
            Self::Queued,
            Self::Assigned,
            Self::Resolved,
            Self::Missed,
        ];
        all.into_iter().find(|status| status.name() == name)
    }
}

/// A step in the life of a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// Somebody takes it, or is given it.
    Assign,
    /// It goes back to all.
    Release,
    Resolve,
    Reopen,
}

impl Status {
    /// The status after `step`, if it fits; `has_agent`: whether somebody has it, or had it when it
    /// was resolved.
    #[must_use]
    pub fn after(self, step: Move, has_agent: bool) -> Option<Self> {
        match (step, self) {
            (Move::Assign, Self::Resolved) => None,
            (Move::Assign, _) => Some(Self::Assigned),
            (Move::Release, Self::Assigned) => Some(Self::Open),
            (Move::Release, _) => None,
            (Move::Resolve, Self::Resolved) => None,
            (Move::Resolve, _) => Some(Self::Resolved),
            (Move::Reopen, Self::Resolved) if has_agent => Some(Self::Assigned),
            (Move::Reopen, Self::Resolved) => Some(Self::Open),
            (Move::Reopen, _) => None,
        }
    }
}

/// Why a contact was missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissedReason {
    /// Offline handling is switched off for the site.
    OfflineDisabled,
    /// The queue takes no offline tickets.
    QueueDisabled,
    /// The queue has as many open contacts as it may.
    LimitReached,
    /// It was queued, and nobody came back in time.
    Stranded,
}

impl MissedReason {
    /// The name on the wire and in storage.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::OfflineDisabled => "offline_disabled",
            Self::QueueDisabled => "queue_disabled",
            Self::LimitReached => "limit_reached",
            Self::Stranded => "stranded",
        }
    }
}

/// What decides the status of a new contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Admission {
    /// Whether the queue is open as it is stored.
    pub queue_open: bool,
    /// The site's switch.
    pub enabled: bool,
    /// The queue's switch.
    pub tickets: bool,
    /// The most contacts in `open`; `None`: as many as come.
    pub max: Option<u32>,
    /// Contacts of the queue in `open` now.
    pub open_now: u32,
}

/// The status of a contact at the moment it is stored.
#[must_use]
pub fn admit(admission: Admission) -> (Status, Option<MissedReason>) {
    let missed = |reason| (Status::Missed, Some(reason));
    match admission {
        Admission {
            queue_open: true, ..
        } => (Status::Queued, None),
        Admission { enabled: false, .. } => missed(MissedReason::OfflineDisabled),
        Admission { tickets: false, .. } => missed(MissedReason::QueueDisabled),
        Admission {
            max: Some(max),
            open_now,
            ..
        } if open_now >= max => missed(MissedReason::LimitReached),
        _ => (Status::Open, None),
    }
}
