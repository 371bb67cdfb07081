//! Input that nobody means: no panic, no hang, no flood of words, up to the size that is accepted.

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use shared::{
    hours::{
        Schedule, Zone, compile, lint,
        portable::{from_ical, from_osm, to_ical, to_ninchat, to_osm, to_schema_org},
        upcoming,
    },
    json::{At, Faults},
    questionnaire::{Answers, Evidence, Given, Questionnaire, Style, replay},
    site::{Permits, Site, from_ninchat},
};

/// Friday 20 November 2026, 12:00 UTC.
const NOW: i64 = 1_795_176_000;

/// The most bytes of a document that the Worker reads.
const ACCEPTED: usize = 1_500_000;

const PERMITS: Permits = Permits {
    local_webhooks: false,
};

/// Reads a site document as saving it would, and says how much was said of it.
fn read_site(document: &Value) -> usize {
    let read = Site::read(document, PERMITS);
    let linted = Site::lint(document, PERMITS, NOW);
    let said: usize = linted
        .0
        .iter()
        .chain(linted.warnings())
        .map(|f| f.message.len() + f.pointer.len())
        .sum();
    assert!(read.is_ok() == linted.is_empty());
    said
}

/// A document that asks `questionnaire`; gives how much was said of it.
fn read_questionnaire(questionnaire: &Value) -> usize {
    let size = questionnaire.to_string().len();
    assert!(size < ACCEPTED, "{size} bytes are not accepted anyway");
    read_site(
        &json!({ "queues": { "q": { "closed": { "view": "form", "form": { "questionnaire": questionnaire } } } } }),
    )
}

fn many(count: usize, item: impl Fn(usize) -> Value) -> Value {
    (0..count).map(item).collect()
}

#[test]
fn large_questionnaires_are_read_soon() {
    // As large as is accepted.
    let boxes = |g: usize| {
        many(
            1_000,
            |i| json!({ "element": "checkbox", "name": format!("c{}", i * g % 700) }),
        )
    };
    read_questionnaire(&many(
        4,
        |g| json!({ "name": format!("g{g}"), "type": "group", "elements": boxes(g + 1) }),
    ));
    let choice = json!({ "element": "radio", "name": "n", "buttons": {}, "options": many(2_000, |i| json!({ "value": i })) });
    let logic = |i: usize| json!({ "logic": { "or": many(400, |n| json!({ "n": format!("x.*{i}.{n}") })) } });
    read_questionnaire(&many(
        10,
        |i| if i == 0 { choice.clone() } else { logic(i) },
    ));
    // All of one name, in steps that lead to each other.
    read_questionnaire(&many(
        2_000,
        |i| json!({ "name": format!("g{i}"), "type": "group", "elements": [{ "element": "input", "name": "same" }] }),
    ));
    read_questionnaire(&many(1_000, |i| match i % 2 {
        0 => {
            json!({ "name": format!("g{i}"), "type": "group", "elements": [{ "element": "input", "name": "same" }] })
        }
        _ => {
            json!({ "name": "l", "logic": { "and": [{ "same": "a" }], "target": format!("g{}", i * 7 % 1000) } })
        }
    }));
    read_questionnaire(
        &json!([{ "name": "g", "type": "group", "elements": many(30_000, |_| json!({ "element": "checkbox", "name": "x" })) }]),
    );
    read_questionnaire(&many(
        2_000,
        |i| json!({ "name": format!("l{i}"), "logic": { "target": format!("l{}", (i + 1) % 2000) } }),
    ));
    read_questionnaire(
        &json!([{ "element": "input", "name": "n" }, { "logic": { "and": many(50_000, |i| json!({ format!("n{i}"): "x" })) } }]),
    );
    read_questionnaire(
        &json!([{ "element": "radio", "name": "n", "buttons": {}, "options": many(30_000, |i| json!({ "value": i })) },
        { "logic": { "or": many(15_000, |i| json!({ "n": format!("x.*{i}") })) } }]),
    );
    read_questionnaire(&many(
        20_000,
        |i| json!({ "element": "input", "name": format!("n{i}"), "pattern": "(a|b){1,99}" }),
    ));
}

#[test]
fn large_settings_are_read_soon_and_little_is_said_of_them() {
    let langs = many(10_000, |i| {
        format!("a{}", char::from(b'a' + u8::try_from(i % 26).unwrap())).into()
    });
    let queues: Map<_, _> = (0..5_000)
        .map(|i| (format!("q{i}"), json!({ "name": { "en": "x" } })))
        .collect();
    let said = read_site(&json!({ "langs": langs, "queues": queues }));
    assert!(said < 10_000_000, "{said} bytes");
    read_site(&json!({ "origins": many(50_000, |i| format!("https://a{i}.example").into()) }));
    read_site(
        &json!({ "people": many(10_000, |i| json!({ "email": format!("a{i}@acme.example"), "queues": ["default"] })) }),
    );
    let forward = many(
        10_000,
        |i| json!({ "kind": "email", "to": format!("a{i}@acme.example") }),
    );
    read_site(&json!({ "queues": { "q": { "forward": forward } } }));
    let dates: Map<_, _> = (0..40_000)
        .map(|i| {
            (
                format!(
                    "{:04}-{:02}-{:02}",
                    2000 + i / 336,
                    i / 28 % 12 + 1,
                    i % 28 + 1
                ),
                json!(["9:00", "10:00"]),
            )
        })
        .collect();
    let day = many(5_000, |_| "9:00".into());
    read_site(
        &json!({ "queues": { "q": { "schedule": { "timezone": "Europe/Helsinki", "week": vec![day; 7], "exceptions": dates } } } }),
    );
    let schedule = json!({ "timezone": "America/Vancouver", "week": vec![json!(["2:30", "2:45"]); 7], "annual": { "02/29": null } });
    let queues: Map<_, _> = (0..500)
        .map(|i| (format!("q{i}"), json!({ "schedule": schedule })))
        .collect();
    read_site(&json!({ "queues": queues }));
    let deep = (0..100).fold(json!("x"), |inner, _| json!([inner]));
    read_site(&json!({ "queues": deep }));
}

#[test]
fn walks_through_large_questionnaires_end_soon() {
    let steps = many(
        2_000,
        |i| json!({ "name": format!("g{i}"), "type": "group", "elements": [{ "element": "checkbox", "name": format!("c{}", i % 1000) }] }),
    );
    let mut faults = Faults::default();
    let flow = Questionnaire::read(&At::root(&steps), Style::Form, &mut faults)
        .unwrap()
        .flow;
    let answers: Answers = (0..500)
        .map(|i| (format!("c{i}"), "no".to_owned()))
        .collect();
    let evidence = Evidence::default();
    assert!(replay(&flow, &Given { answers, evidence }).is_err());
}

#[test]
fn a_calendar_of_endless_events_is_read_soon() {
    let event = |start: &str, more: &str| {
        format!("BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:{start}\r\n{more}\r\nEND:VEVENT\r\n")
    };
    let long = event("01230405", "DURATION:P900000D\r\nRRULE:FREQ=DAILY");
    let never = event("20270131", "RRULE:FREQ=YEARLY;BYMONTH=2");
    for events in [long.repeat(100), never.repeat(100)] {
        let text = format!("BEGIN:VCALENDAR\r\n{events}END:VCALENDAR");
        let said = from_ical(&text, &nine_to_five(), NOW).unwrap().remarks;
        let told = said.iter().any(|remark| remark.message.contains("be read"));
        assert!(told, "{said:?}");
    }
}

fn nine_to_five() -> Schedule {
    let hours = json!({ "timezone": "Europe/Helsinki", "week": [["9:00", "17:00"]] });
    Schedule::read(&At::root(&hours), &mut Faults::default()).unwrap()
}

fn words() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "timezone",
        "Europe/Helsinki",
        "week",
        "annual",
        "exceptions",
        "disabled",
        "9:00",
        "24:00",
        "-1:00",
        "12/24",
        "02/29",
        "2026-12-31",
        "9999-12-31",
        "0000-01-01",
        "queues",
        "default",
        "closed",
        "view",
        "form",
        "questionnaire",
        "element",
        "name",
        "input",
        "logic",
        "and",
        "or",
        "target",
        "pattern",
        "(a+)+$",
        "\\",
        "langs",
        "en",
        "people",
        "email",
        "forward",
        "kind",
        "webhook",
        "url",
        "https://x",
        "theme",
        "accent",
        "#fff",
        "schedule",
        "preAudienceQuestionnaire",
        "translations",
        "fi",
        "audienceQueues",
        "label",
        "redirects",
        "hidden",
        "consent",
        "registered",
    ]);
    prop_oneof![6 => known.prop_map(str::to_owned), 1 => "\\PC{0,8}"]
}

/// JSON in which names of the formats come up.
fn documents() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        words().prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 120, 7, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((words(), inner), 0..7)
                .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    })
}

fn schedules() -> impl Strategy<Value = Value> {
    (documents(), documents(), documents(), any::<bool>()).prop_map(|(week, annual, exceptions, disabled)| {
        json!({ "timezone": "Europe/Helsinki", "week": [week, ["9:00", "17:00"]], "annual": { "12/24": annual }, "exceptions": { "2027-03-28": exceptions }, "disabled": disabled })
    })
}

fn calendar_lines() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just("BEGIN:VEVENT".to_owned()),
        Just("END:VEVENT".to_owned()),
        Just("BEGIN:VALARM".to_owned()),
        Just("UID:a".to_owned()),
        (0..9999_u32, 0..14_u32, 0..33_u32)
            .prop_map(|(y, m, d)| format!("DTSTART:{y:04}{m:02}{d:02}T120000Z")),
        (2026..2030_u32, 1..13_u32, 1..29_u32)
            .prop_map(|(y, m, d)| format!("DTSTART;VALUE=DATE:{y:04}{m:02}{d:02}")),
        (2026..2030_u32, 1..13_u32, 1..29_u32)
            .prop_map(|(y, m, d)| format!("DTEND;TZID=\"Europe/Paris\":{y:04}{m:02}{d:02}T235959")),
        "RRULE:FREQ=(YEARLY|MONTHLY|WEEKLY|DAILY|HOURLY);(COUNT|INTERVAL|UNTIL|BYDAY|BYMONTH|BYSETPOS|BYMONTHDAY|BYWEEKNO|BYYEARDAY)=-?[0-9]{1,5}",
        "(EXDATE|RDATE|RECURRENCE-ID|DURATION)(;TZID=[A-Z]{0,3})?:[0-9PTZ,]{0,20}",
        "\\PC{0,30}",
        " \\PC{0,10}",
    ];
    prop::collection::vec(line, 0..30)
        .prop_map(|lines| format!("BEGIN:VCALENDAR\r\n{}\r\nEND:VCALENDAR", lines.join("\r\n")))
}

fn osm_text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "Mo",
        "Fr",
        "Su",
        "PH",
        "SH",
        "-",
        ",",
        ";",
        "||",
        " ",
        "09:00",
        "17:00",
        "26:00",
        "48:00",
        "off",
        "open",
        "unknown",
        "\"x\"",
        "24/7",
        "week",
        "1-53/2",
        "Jan",
        "Dec",
        "easter",
        "+1 day",
        "-2 days",
        "2026",
        "2024-9999/3",
        "31",
        "[1]",
        "[-1]",
        "sunrise",
        "(sunset-01:00)",
        "+",
        "/30",
        ":",
        "(",
        ")",
    ]);
    prop_oneof![4 => prop::collection::vec(word, 0..14).prop_map(|words| words.join(" ")), 1 => "\\PC{0,60}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn no_schedule_makes_anything_panic(value in prop_oneof![schedules(), documents()], now in prop_oneof![Just(NOW), -62_167_219_200..253_402_300_800_i64]) {
        let mut faults = Faults::default();
        let at = At::root(&value);
        if let Some(schedule) = Schedule::read(&at, &mut faults) {
            let line = compile(&schedule, now);
            let _ = (line.at(now), line.next_change(now));
            lint(&schedule, &at, now, &mut faults);
            let _ = (upcoming(&schedule, now, 10), to_osm(&schedule), to_ninchat(&schedule), to_schema_org(&schedule, now), to_ical(&schedule, "x", now));
        }
    }

    #[test]
    fn no_site_makes_the_reader_panic(value in documents(), queue in documents(), closed in documents()) {
        read_site(&value);
        read_site(&json!({ "queues": { "q": queue, "r": { "closed": closed } } }));
        let _ = from_ninchat(&value);
        if let Ok(read) = from_ninchat(&json!({ "default": value, "fi": queue })) {
            read_site(&read.site);
        }
    }

    #[test]
    fn no_calendar_makes_the_reader_panic(text in calendar_lines()) {
        let _ = from_ical(&text, &nine_to_five(), NOW);
    }

    #[test]
    fn no_osm_text_makes_the_reader_panic(text in osm_text()) {
        let _ = from_osm(&text, None, Zone::find("Europe/Helsinki").unwrap(), NOW);
    }
}
