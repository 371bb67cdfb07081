//! Hours and settings of other systems, brought into ours. Nothing is saved: the owner looks
//! through what came of it, and saves it with the settings.

use serde::Serialize;
use serde_json::Value;
use shared::{
    Remark,
    api::FieldError,
    hours::{
        Schedule, Zone, lint,
        portable::{Country, country, from_holidays, from_ical, from_osm, to_ninchat},
    },
    json::{At, Faults, Object},
    site::{Permits, Site, from_ninchat},
};

use crate::{Refusal, problem::field_error};

/// The most characters of a text to import.
const MAX_TEXT: usize = 1_000_000;

/// What came of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// Of hours: a schedule in Ninchat's format, as `site.json` has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schedule: Option<Value>,
    /// Of a site configuration: a `site.json`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<Value>,
    /// What could not be carried over as it stood.
    pub remarks: Vec<Remark>,
    /// What would keep it from being saved.
    pub errors: Vec<FieldError>,
    /// What could be saved, but is probably not meant.
    pub warnings: Vec<FieldError>,
}

#[derive(Clone, Copy)]
enum Format {
    NinchatSite,
    Ninchat,
    Ical,
    Osm,
    Holidays,
}

const FORMATS: [(&str, Format); 5] = [
    ("ninchat_site", Format::NinchatSite),
    ("ninchat", Format::Ninchat),
    ("ical", Format::Ical),
    ("osm", Format::Osm),
    ("holidays", Format::Holidays),
];

/// Reads what `body` holds, at `now` (ms since the epoch).
///
/// # Errors
/// The body is no JSON, or what is in it cannot be read.
pub fn import(body: &[u8], permits: Permits, now: i64) -> Result<Imported, Refusal> {
    let body: Value = serde_json::from_slice(body).map_err(|_| Refusal::BadJson)?;
    let mut faults = Faults::default();
    let imported = read(&At::root(&body), permits, now.div_euclid(1000), &mut faults);
    match imported {
        Some(imported) if faults.is_empty() => Ok(imported),
        _ => Err(Refusal::Unreadable(faults)),
    }
}

fn read(at: &At, permits: Permits, now: i64, faults: &mut Faults) -> Option<Imported> {
    let mut object = at.object(faults)?;
    let format = object
        .required("format", faults)?
        .one_of(&FORMATS, faults)?;
    let imported = match format {
        Format::NinchatSite => site(&mut object, permits, now, faults),
        Format::Ninchat => {
            let schedule = base(&mut object, faults);
            schedule.map(|schedule| hours(&schedule, Vec::new(), now))
        }
        Format::Ical => {
            let (base, text) = (base(&mut object, faults), text(&mut object, faults));
            let (place, text) = text?;
            let read = from_ical(text, &base?, now);
            told(read, &place, faults).map(|read| hours(&read.schedule, read.remarks, now))
        }
        Format::Osm => {
            let zone = object.required("timezone", faults);
            let zone = zone.and_then(|at| Zone::read(&at, faults));
            let country = object.optional("country");
            let country = country.map(|at| country_of(&at, faults));
            let (place, text) = text(&mut object, faults)?;
            let read = from_osm(text, country.unwrap_or_default(), zone?, now);
            told(read, &place, faults).map(|read| hours(&read.schedule, read.remarks, now))
        }
        Format::Holidays => {
            let base = base(&mut object, faults);
            let country = object.required("country", faults);
            let country = country.and_then(|at| country_of(&at, faults));
            let read = from_holidays(country?, &base?, now);
            Some(hours(&read.schedule, read.remarks, now))
        }
    };
    object.finish(faults);
    imported
}

/// The schedule that is imported into.
fn base(object: &mut Object, faults: &mut Faults) -> Option<Schedule> {
    Schedule::read(&object.required("schedule", faults)?, faults)
}

fn text<'a>(object: &mut Object<'a>, faults: &mut Faults) -> Option<(At<'a>, &'a str)> {
    let at = object.required("text", faults)?;
    let text = at.text(MAX_TEXT, faults)?;
    Some((at, text))
}

fn country_of(at: &At, faults: &mut Faults) -> Option<Country> {
    let code = at.string(faults)?;
    let found = country(code);
    if found.is_none() {
        let message =
            format!("The holidays of \"{code}\" are not known: a code such as \"FI\" is needed.");
        faults.add(at, "unknown_country", message);
    }
    found
}

fn told<T>(read: Result<T, String>, at: &At, faults: &mut Faults) -> Option<T> {
    read.map_err(|message| faults.add(at, "unreadable", message))
        .ok()
}

fn hours(schedule: &Schedule, remarks: Vec<Remark>, now: i64) -> Imported {
    let document = to_ninchat(schedule).document;
    let mut faults = Faults::default();
    lint(schedule, &At::root(&document), now, &mut faults);
    Imported {
        warnings: faults.warnings().iter().map(field_error).collect(),
        schedule: Some(document),
        site: None,
        remarks,
        errors: Vec::new(),
    }
}

fn site(object: &mut Object, permits: Permits, now: i64, faults: &mut Faults) -> Option<Imported> {
    let at = object.required("config", faults)?;
    let read = told(from_ninchat(at.value), &at, faults)?;
    let found = Site::lint(&read.site, permits, now);
    Some(Imported {
        errors: found.0.iter().map(field_error).collect(),
        warnings: found.warnings().iter().map(field_error).collect(),
        schedule: None,
        site: Some(read.site),
        remarks: read.remarks,
    })
}
