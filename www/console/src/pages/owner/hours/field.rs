//! The hours of a day of the week as text.

use leptos::prelude::*;
use shared::hours::edit::{DAYS, Unread, parse_spans, spans_text, time_text};
use web_sys::Event;

use super::draft::Hours;

pub fn field(hours: Hours, day: usize) -> AnyView {
    let written = Memo::new(move |_| written(hours, day));
    // What is typed and cannot be taken, and why.
    let refused = RwSignal::new(None::<Unread>);
    Effect::new(move |_| {
        written.track();
        refused.set(None);
    });
    let shown = move || {
        let refused = refused.get().map(|refused| refused.text);
        refused.unwrap_or_else(|| written.get().text)
    };
    let fault = move || {
        let refused = refused.get().map(|refused| refused.fault);
        refused.unwrap_or_else(|| written.get().fault)
    };
    let is_wrong = move || !fault().is_empty();
    let change = move |event: Event| {
        let text = event_target_value(&event);
        match parse_spans(&text, day) {
            Ok(new) => {
                // Shows it as it is written elsewhere, too.
                refused.set(None);
                hours.type_day(day, &new);
            }
            Err(fault) => refused.set(Some(Unread { text, fault })),
        }
    };
    let said = format!("day-{day}-said");
    let hint = move || match is_wrong() {
        true => Some(fault()),
        false => tail(hours, day),
    };
    view! {
        <input
            id=format!("day-{day}")
            class="field"
            autocomplete="off"
            spellcheck="false"
            prop:value=shown
            aria-describedby=said.clone()
            aria-invalid=move || is_wrong().then_some("true")
            on:change=change
        />
        <p id=said class="hint said" class:fault=is_wrong>{hint}</p>
    }
    .into_any()
}

/// What stands there, with what is wrong with it; tracked.
fn written(hours: Hours, day: usize) -> Unread {
    let unread = hours.written.with(|written| {
        let written = written.as_ref()?;
        written.week[day].as_ref().err().cloned()
    });
    unread.unwrap_or_else(|| {
        let spans = hours.spans.get();
        let own: Vec<_> = spans.into_iter().filter(|span| span.day == day).collect();
        Unread {
            text: spans_text(&own),
            fault: String::new(),
        }
    })
}

/// What the day before leaves on this one; tracked.
fn tail(hours: Hours, day: usize) -> Option<String> {
    let before = DAYS[(day + 6) % 7];
    let closing = hours.spans.with(|spans| {
        let on_day = spans.iter().filter_map(|span| span.on(day));
        on_day
            .filter(|(_, is_tail)| *is_tail)
            .map(|(range, _)| range.closing)
            .next()
    });
    closing.map(|closing| format!("Open until {} from {before} on.", time_text(closing)))
}
