use super::*;
use crate::{
    delivery, log,
    sample::{Sample, blank},
    twin::Twin,
};

fn stored() -> Twin {
    let sql = blank();
    let of = |email: &str, message: &str| Sample {
        answers: json!({ "email": email, "message": message }),
        ..Sample::default()
    };
    of("Anna@acme.example ", "Hello").store(&sql);
    of("bo@acme.example", "Please tell anna@acme.example").store(&sql);
    of("anna@acme.example", "ANNA@ACME.EXAMPLE").store(&sql);
    of("xanna@acme.example", "ÄITI").store(&sql);
    sql
}

fn found(sql: &Twin, text: &str) -> Vec<Json> {
    let export = export_person(sql, text).unwrap();
    export["contacts"].as_array().unwrap().clone()
}

fn ids(sql: &Twin, text: &str) -> Vec<String> {
    let id = |all: Json| all["contact"]["id"].as_str().unwrap().to_owned();
    found(sql, text).into_iter().map(id).collect()
}

#[test]
fn a_person_is_whom_one_answer_names_alone() {
    let sql = stored();
    assert_eq!(ids(&sql, " anna@ACME.example\n"), ["con_3", "con_1"]);
    assert_eq!(ids(&sql, "äiti"), ["con_4"]);
    for nobody in [
        "anna",
        "acme.example",
        "%",
        "_nna@acme.example",
        "hello world",
        "\"",
        "🙂",
    ] {
        assert_eq!(ids(&sql, nobody), [""; 0], "{nobody}");
    }
    for blank in ["", " \n"] {
        let refused = export_person(&sql, blank);
        assert_eq!(refused, Err(Refusal::BadParameter("q")));
    }
}

#[test]
fn what_half_the_world_answers_is_nobody() {
    let sql = blank();
    for _ in 0..=MAX_CONTACTS {
        let answers = json!({ "topic": "other" });
        Sample {
            answers,
            ..Sample::default()
        }
        .store(&sql);
    }
    let refused = export_person(&sql, "other");
    assert_eq!(refused, Err(Refusal::BadParameter("q")));
}

#[test]
fn everything_of_a_contact_is_there_but_no_secret() {
    let sql = stored();
    let document = json!({ "queues": { "default": { "forward": [
        { "kind": "webhook", "url": "https://me:word@hooks.example:8443/SECRET?token=SECRET",
          "secret": "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=" },
        { "kind": "email", "to": "desk@acme.example" }] } } });
    let site = shared::site::Site::read(&document, Default::default()).unwrap();
    let queue = site.queue("default").unwrap();
    let planned = delivery::planned(queue, "contact.registered", &mut |bytes| bytes[0] += 1);
    for (i, delivery) in planned.into_iter().enumerate() {
        delivery::plan(&sql, &[delivery], "con_1", "default", 1_000).unwrap();
        sql.run(
            "UPDATE delivery SET id = 'msg_' || ? WHERE seq = ?",
            values![i as i64, i as i64 + 1],
        )
        .unwrap();
    }
    for statement in [
        "INSERT INTO attempt (delivery, number, at, outcome) VALUES ('msg_0', 1, 2000, 'HTTP 500')",
        "INSERT INTO comment (contact, person, at, text) VALUES ('con_1', 'eve@acme.example', 3000, 'Called')",
        "INSERT INTO comment (contact, person, at, text) VALUES ('con_2', 'eve@acme.example', 3000, 'Of another')",
        "INSERT INTO audit (at, person, act, contact) VALUES (4000, 'eve@acme.example', 'viewed', 'con_1')",
    ] {
        sql.run(statement, values![]).unwrap();
    }
    let detail = json!({ "reason": "x" });
    log::add(
        &sql,
        5_000,
        "default",
        "contact_registered",
        Some("con_1"),
        &detail,
    )
    .unwrap();
    let all = found(&sql, "anna@acme.example").remove(1);
    let at = |seconds: i64| rfc3339(seconds * 1000);
    assert_eq!(all["contact"]["answers"]["message"], "Hello");
    assert_eq!(
        all["comments"],
        json!([{ "at": at(3), "by": "eve@acme.example", "text": "Called" }])
    );
    assert_eq!(
        all["audit"],
        json!([{ "at": at(4), "by": "eve@acme.example", "act": "viewed" }])
    );
    let log = json!([{ "at": at(5), "by": null, "kind": "contact_registered", "queue": "default", "detail": detail }]);
    assert_eq!(all["log"], log);
    let delivery = |kind: &str, host: &str, attempts: Json| {
        json!({ "kind": kind, "event": "contact.registered", "host": host, "status": "pending",
            "created_at": at(1), "attempts": attempts })
    };
    let attempts = json!([{ "at": at(2), "outcome": "HTTP 500" }]);
    let webhook = delivery("webhook", "hooks.example:8443", attempts);
    assert_eq!(
        all["deliveries"],
        json!([webhook, delivery("email", "acme.example", json!([]))])
    );
    let text = all.to_string();
    assert!(
        !text.contains("SECRET") && !text.contains("word@"),
        "{text}"
    );
}
