//! The hours of a queue, explained and in other formats.

use serde::Serialize;
use serde_json::Value;
use shared::{
    Remark,
    hours::{
        Schedule, State, Upcoming,
        portable::{to_ical, to_ninchat, to_osm, to_schema_org},
        upcoming,
    },
    site::{Queue, Site, Standing},
};

use crate::{Refusal, time::rfc3339};

/// How many changes are told.
const TOLD: usize = 10;

/// Why a queue is open or closed, and what comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explained {
    pub state: State,
    /// The rule that decided, for people.
    pub reason: String,
    /// RFC 3339, UTC.
    pub now: String,
    /// The next changes by the schedule alone, whoever is signed in.
    pub next: Vec<Upcoming>,
    /// The schedule in Ninchat's format.
    pub schedule: Option<Value>,
    /// What the other formats cannot say of it.
    pub remarks: Remarks,
}

/// By the name of the format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct Remarks {
    pub ical: Vec<Remark>,
    pub osm: Vec<Remark>,
    pub schema_org: Vec<Remark>,
}

/// A format that hours are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HoursFormat {
    Ninchat,
    Ical,
    Osm,
    SchemaOrg,
}

impl HoursFormat {
    /// The format of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let known = [
            ("ninchat", Self::Ninchat),
            ("ical", Self::Ical),
            ("osm", Self::Osm),
            ("schema_org", Self::SchemaOrg),
        ];
        known
            .into_iter()
            .find(|(n, _)| *n == name)
            .map(|(_, format)| format)
    }

    /// The media type of what is written.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Ninchat => "application/json",
            Self::Ical => "text/calendar; charset=utf-8",
            Self::Osm => "text/plain; charset=utf-8",
            Self::SchemaOrg => "application/ld+json",
        }
    }
}

/// Explains the hours of `queue`, which stands so at `now` (ms since the epoch).
#[must_use]
pub fn explain_hours(queue: &Queue, standing: Standing, now: i64) -> Explained {
    let seconds = now.div_euclid(1000);
    let schedule = queue.schedule.as_ref();
    Explained {
        state: standing.state,
        reason: standing.reason,
        now: rfc3339(now),
        next: schedule.map_or_else(Vec::new, |s| upcoming(s, seconds, TOLD)),
        schedule: schedule.map(|schedule| to_ninchat(schedule).document),
        remarks: schedule.map_or_else(Remarks::default, |s| remarks(s, queue, seconds)),
    }
}

fn remarks(schedule: &Schedule, queue: &Queue, now: i64) -> Remarks {
    Remarks {
        ical: to_ical(schedule, &queue.key, now).remarks,
        osm: to_osm(schedule).remarks,
        schema_org: to_schema_org(schedule, now).remarks,
    }
}

/// The hours of `queue` in `format` at `now` (ms since the epoch), named in the language `lang` (a BCP
/// 47 tag).
///
/// # Errors
/// The queue has no hours.
pub fn export_hours(
    site: &Site,
    queue: &Queue,
    format: HoursFormat,
    lang: &str,
    now: i64,
) -> Result<String, Refusal> {
    let schedule = queue.schedule.as_ref().ok_or(Refusal::NoHours)?;
    let now = now.div_euclid(1000);
    let title = queue.title(site.lang(lang), &site.langs);
    let name = match site.name.as_str() {
        "" => title.to_owned(),
        site => format!("{site}: {title}"),
    };
    Ok(match format {
        HoursFormat::Ninchat => to_ninchat(schedule).document.to_string(),
        HoursFormat::Ical => to_ical(schedule, &name, now).document,
        HoursFormat::Osm => to_osm(schedule).document,
        HoursFormat::SchemaOrg => {
            let list = to_schema_org(schedule, now).document;
            let document = serde_json::json!({ "@context": "https://schema.org", "@type": "Organization",
                "name": name, "openingHoursSpecification": list });
            document.to_string()
        }
    })
}
