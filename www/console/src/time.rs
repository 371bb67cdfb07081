//! Times, in the browser's language and zone.

use std::time::Duration;

use js_sys::{Array, Date, Intl, Object, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// In seconds.
const UNITS: [(f64, &str); 5] = [
    (31_557_600.0, "year"),
    (2_629_800.0, "month"),
    (86_400.0, "day"),
    (3_600.0, "hour"),
    (60.0, "minute"),
];

thread_local! {
    static TICKS: ArcRwSignal<u32> = ArcRwSignal::new(0);
    static RELATIVE: Intl::RelativeTimeFormat = relative();
}

fn relative() -> Intl::RelativeTimeFormat {
    let options = Intl::RelativeTimeFormatOptions::new();
    options.set_numeric(Intl::RelativeTimeFormatNumeric::Auto);
    options.set_style(Intl::RelativeTimeFormatStyle::Short);
    Intl::RelativeTimeFormat::new(&Array::new(), &options)
}

/// Lets [`tick`] tick.
pub fn start() {
    let tick = |ticks: &ArcRwSignal<u32>| ticks.update(|ticks| *ticks = ticks.wrapping_add(1));
    set_interval(move || TICKS.with(tick), Duration::from_secs(30));
}

/// Whatever tracks it is told anew twice a minute: [`ago`] grows old.
pub fn tick() {
    TICKS.with(Track::track);
}

/// Day and time: "Mon 23 Nov, 14:05".
pub fn moment(rfc3339: &str) -> String {
    let date = Date::new(&JsValue::from_str(rfc3339));
    let options = Intl::DateTimeFormatOptions::new();
    options.set_weekday(Intl::WeekdayFormat::Short);
    options.set_day(Intl::DayFormat::Numeric);
    options.set_month(Intl::MonthFormat::Short);
    options.set_hour(Intl::NumericFormat::TwoDigit);
    options.set_minute(Intl::NumericFormat::TwoDigit);
    if date.get_full_year() != Date::new_0().get_full_year() {
        options.set_year(Intl::YearFormat::Numeric);
    }
    let language = window().navigator().language();
    let language = language.unwrap_or_else(|| "en".to_owned());
    date.to_locale_string(&language, options.as_ref()).into()
}

/// How long ago: "4 min ago".
pub fn ago(rfc3339: &str) -> String {
    let seconds = (Date::parse(rfc3339) - Date::now()) / 1000.0;
    if seconds.is_nan() {
        return String::new();
    }
    let unit = UNITS.into_iter().find(|(size, _)| seconds.abs() >= *size);
    let (size, unit) = unit.unwrap_or((60.0, "minute"));
    if seconds.abs() < size {
        // "Now", in the browser's language.
        return RELATIVE.with(|format| format.format(0.0, "second").into());
    }
    RELATIVE.with(|format| format.format((seconds / size).trunc(), unit).into())
}

/// Seconds since the epoch.
pub fn now() -> i64 {
    (Date::now() / 1000.0) as i64
}

/// The local date: `2026-11-23`.
pub fn today() -> String {
    let now = Date::new_0();
    let (year, month, day) = (now.get_full_year(), now.get_month() + 1, now.get_date());
    format!("{year:04}-{month:02}-{day:02}")
}

/// The instant of a local time of today (`14:05`), in RFC 3339, if it is yet to come.
pub fn later_today(time: &str) -> Option<String> {
    let (hour, minute) = time.split_once(':')?;
    let now = Date::new_0();
    let date = Date::new_0();
    date.set_hours(hour.parse().ok()?);
    date.set_minutes(minute.parse().ok()?);
    date.set_seconds(0);
    date.set_milliseconds(0);
    (date.get_time() > now.get_time()).then(|| date.to_iso_string().into())
}

/// The zone of the browser, by its IANA name.
pub fn zone() -> String {
    let options = Intl::DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
    let zone = Reflect::get(&options, &JsValue::from_str("timeZone")).ok();
    let zone = zone.and_then(|zone| zone.as_string());
    zone.unwrap_or_else(|| "UTC".to_owned())
}

/// Comes back after so many milliseconds.
pub async fn pause(ms: i32) {
    let promise = Promise::new(&mut |done, _| {
        // Where there is no timer, nobody waits.
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&done, ms);
    });
    let _ = JsFuture::from(promise).await;
}
