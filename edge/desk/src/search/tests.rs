use std::collections::BTreeSet;

use super::*;
use crate::{
    sample::{Sample, blank, dice},
    twin::Twin,
};

fn asked(text: &str) -> Search {
    Search {
        text: text.to_owned(),
        queues: vec!["default".to_owned(), "sales".to_owned()],
        ..Search::default()
    }
}

fn page(sql: &Twin, asked: &Search) -> Found {
    search(sql, asked, &str::to_uppercase).unwrap()
}

/// The ids on all pages, which are full but for the last one.
fn ids(sql: &Twin, asked: &Search) -> Vec<String> {
    let (mut asked, mut ids) = (asked.clone(), Vec::new());
    loop {
        let found = page(sql, &asked);
        assert!(found.older.is_none() || found.contacts.len() == PAGE);
        ids.extend(found.contacts.into_iter().map(|contact| contact.id));
        match found.older {
            Some(older) => asked.before = Some(older),
            None => return ids,
        }
    }
}

fn anna_and_bo() -> Twin {
    let sql = blank();
    let anna = Sample {
        receipt: Some("7K3M-92QD"),
        agent: Some("eve@acme.example"),
        answers: json!({ "email": "Anna.Virtanen@acme.example", "phone": "+358 40 123 4567",
            "message": "Näkymä <b>is</b> broken\nplease call", "terms": "true" }),
        details: json!([{ "at": 5, "text": "Order 4711", "key": "k" }]),
        ..Sample::default()
    };
    let bo = Sample {
        receipt: Some("AB10-0CDE"),
        queue: "sales",
        answers: json!({ "email": "bo@other.example", "phone": "0407654321", "message": "pass word" }),
        ..Sample::default()
    };
    anna.store(&sql);
    bo.store(&sql);
    sql
}

#[test]
fn what_is_typed_finds_whom_it_names() {
    let sql = anna_and_bo();
    let anna = [
        "7K3M-92QD",
        "7k3m92qd",
        "7k3m-92",
        "7K3M92Q",
        "7k3m 92qd",
        "anna.virtanen@acme.example",
        "ANNA",
        "  virtanen   acme ",
        "nakyma",
        "NÄKYMÄ",
        "broken ple",
        "\"broken\"",
        "(broken*",
        "+358 40 123 4567",
        "+358401234567",
        "00358401234567",
        "040 123 4567",
        "040-123 45 67",
        "order 47",
        "anna 0401234567",
    ];
    for text in anna {
        assert_eq!(ids(&sql, &asked(text)), ["con_1"], "{text}");
    }
    for text in [
        "ab100cde",
        "ABIO-OCDE",
        "abloocde",
        "040 7654321",
        "+358 40 765 4321",
    ] {
        assert_eq!(ids(&sql, &asked(text)), ["con_2"], "{text}");
    }
    assert_eq!(ids(&sql, &asked("example")), ["con_2", "con_1"]);
    let nobody = [
        "nna",
        "virtanen other",
        "broken AND pleas",
        "true",
        "password",
        "92qd-7k3m",
        "!?",
        "🙂",
    ];
    for text in nobody {
        assert_eq!(ids(&sql, &asked(text)), [""; 0], "{text}");
    }
}

#[test]
fn an_excerpt_is_what_the_visitor_wrote_and_nothing_else() {
    let sql = anna_and_bo();
    let expected = "Anna.Virtanen@acme.example Näkymä <b>is</b> broken please call +358 40 123 4567 Order 4711";
    for text in ["0401234567", "nakyma", "7k3m92qd"] {
        let found = page(&sql, &asked(text)).contacts.remove(0);
        assert_eq!(found.excerpt, expected, "{text}");
        assert_eq!(found.assigned_name.as_deref(), Some("EVE@ACME.EXAMPLE"));
    }
    assert_eq!(page(&sql, &asked("")).contacts[1].excerpt, expected);
    let long = Sample {
        answers: json!({ "message": format!("endless {}", "x".repeat(20_000)) }),
        ..Sample::default()
    };
    long.store(&sql);
    let excerpt = &page(&sql, &asked("endless")).contacts[0].excerpt;
    assert!(excerpt.chars().count() < 300, "{}", excerpt.len());
}

#[test]
fn a_long_text_is_shown_around_what_was_found() {
    let sql = blank();
    let many = |word: &str| format!("{word} ").repeat(200);
    let message = format!("{}the needle is here {}", many("before"), many("after"));
    let answers = json!({ "message": message });
    Sample {
        answers,
        ..Sample::default()
    }
    .store(&sql);
    let excerpt = &page(&sql, &asked("needle")).contacts[0].excerpt;
    assert!(excerpt.contains("the needle is here"), "{excerpt}");
    assert!(
        excerpt.starts_with('…') && excerpt.ends_with('…'),
        "{excerpt}"
    );
}

#[test]
fn no_text_is_an_error_of_syntax() {
    let sql = anna_and_bo();
    let mut texts: Vec<String> = [
        "\"",
        "\"\"",
        "\"abc",
        "a\"b\"c",
        "AND",
        "OR NOT",
        "a AND",
        "NOT a",
        "NEAR(",
        "NEAR(a b, 2)",
        "*",
        "a*",
        "* a",
        "^a",
        "text:a",
        "- text : a",
        "{a b}: c",
        "-a",
        "a + b",
        "(((",
        ")",
        "a,b;",
        "';DROP TABLE contact;--",
        "🙂",
        "a🙂b",
        "👩‍👩‍👧",
        "\0",
        "a\0b",
        "\0\"",
        "\u{2}\u{3}",
        "\\",
        "%_",
        "?",
        "?1",
        ":a",
        "@a",
        "$a",
        "\u{301}",
        "\u{93e}",
        "ﷺ",
        "٣٤٥",
        "\u{200d}",
        "\u{feff}",
        "\u{10ffff}",
        "İ",
        "ß",
        "\r\n",
        "--",
        "/*",
        "1-2-3-4-5-6-7-8",
    ]
    .map(str::to_owned)
    .into();
    for piece in [
        "x",
        "\"",
        "a ",
        "(",
        "1",
        "1 ",
        "é",
        "a.",
        "NEAR(",
        "🙂",
        "AND ",
        "*",
        "\0",
        "-",
        "7K3M-92QD ",
    ] {
        texts.push(piece.repeat(10_000 / piece.len()));
    }
    for text in texts {
        let start: String = text.chars().take(20).collect();
        assert!(
            search(&sql, &asked(&text), &str::to_owned).is_ok(),
            "{start}"
        );
        let both = asked(&format!("{text} anna"));
        assert!(search(&sql, &both, &str::to_owned).is_ok(), "{start} anna");
    }
    assert_eq!(ids(&sql, &asked("")).len(), 2);
}

#[test]
fn words_find_what_a_look_at_every_contact_finds() {
    let (sql, mut dice) = (blank(), dice());
    let words = [
        "an", "ant", "anthem", "be", "bee", "beech", "car", "cart", "cartoon", "dew",
    ];
    let mut messages = Vec::new();
    for _ in 0..240 {
        let count = 1 + dice(4);
        let message: Vec<_> = (0..count).map(|_| words[dice(10) as usize]).collect();
        let answers = json!({ "message": message.join(", ") });
        Sample {
            answers,
            ..Sample::default()
        }
        .store(&sql);
        messages.push(message);
    }
    for _ in 0..200 {
        let count = 1 + dice(3);
        let mut typed: Vec<_> = (0..count).map(|_| words[dice(10) as usize]).collect();
        let last = typed.pop().unwrap();
        let last = &last[..1 + dice(last.len() as u64) as usize];
        let fits = |message: &Vec<&str>| {
            let all = typed.iter().all(|word| message.contains(word));
            all && message.iter().any(|word| word.starts_with(last))
        };
        let numbered = messages.iter().enumerate().rev();
        let expected = numbered.filter(|(_, message)| fits(message));
        let expected: Vec<_> = expected.map(|(i, _)| format!("con_{}", i + 1)).collect();
        let text = format!("{} {last}", typed.join(" "));
        assert_eq!(ids(&sql, &asked(&text)), expected, "{text}");
    }
}

/// A contact that says "hello", somewhere and somehow.
fn somebody(dice: &mut impl FnMut(u64) -> u64) -> Sample {
    let statuses = [
        Status::Open,
        Status::Queued,
        Status::Assigned,
        Status::Resolved,
    ];
    let tags = [
        json!([]),
        json!(["vip"]),
        json!(["new", "vip"]),
        json!(["vip room"]),
    ];
    Sample {
        queue: ["default", "sales", "secret"][dice(3) as usize],
        status: statuses[dice(4) as usize],
        tags: tags[dice(4) as usize].clone(),
        at: 1_000 + dice(10) as i64,
        answers: json!({ "message": "hello" }),
        ..Sample::default()
    }
}

fn fits(asked: &Search, contact: &Sample) -> bool {
    let tags: BTreeSet<String> = serde_json::from_value(contact.tags.clone()).unwrap();
    asked.queues.iter().any(|queue| queue == contact.queue)
        && asked
            .queue
            .as_ref()
            .is_none_or(|queue| queue == contact.queue)
        && asked.status.is_none_or(|status| status == contact.status)
        && asked.tag.as_ref().is_none_or(|tag| tags.contains(tag))
        && asked.from.is_none_or(|from| contact.at >= from)
        && asked.to.is_none_or(|to| contact.at < to)
}

#[test]
fn filters_find_what_a_look_at_every_contact_finds() {
    let (sql, mut dice) = (blank(), dice());
    let contacts: Vec<_> = (0..400).map(|_| somebody(&mut dice)).collect();
    for contact in &contacts {
        contact.store(&sql);
    }
    for _ in 0..200 {
        let queue = ["default", "sales", "secret", "none"][dice(4) as usize];
        let status = [Status::Open, Status::Resolved, Status::Missed][dice(3) as usize];
        let tag = ["vip", "new", "vi", "room"][dice(4) as usize];
        let mut some = |n| dice(n) == 0;
        let mut asked = asked(if some(2) { "hello" } else { " \n" });
        asked.queue = some(3).then(|| queue.to_owned());
        asked.status = some(3).then_some(status);
        asked.tag = some(3).then(|| tag.to_owned());
        let (from, to) = (some(3), some(3));
        asked.from = from.then(|| 1_000 + dice(10) as i64);
        asked.to = to.then(|| 1_000 + dice(10) as i64);
        let numbered = contacts.iter().enumerate().rev();
        let expected = numbered.filter(|(_, contact)| fits(&asked, contact));
        let expected: Vec<_> = expected.map(|(i, _)| format!("con_{}", i + 1)).collect();
        assert_eq!(ids(&sql, &asked), expected, "{asked:?}");
    }
}

#[test]
fn nothing_is_found_by_who_may_see_nothing() {
    let sql = anna_and_bo();
    for text in ["", "example"] {
        let mut asked = asked(text);
        asked.queues.clear();
        assert_eq!(ids(&sql, &asked), [""; 0]);
        asked.queue = Some("default".to_owned());
        assert_eq!(ids(&sql, &asked), [""; 0]);
    }
}

#[test]
fn an_owner_of_many_queues_may_search() {
    let sql = anna_and_bo();
    let mut asked = asked("anna");
    asked.queues.extend((0..500).map(|i| format!("queue-{i}")));
    assert_eq!(ids(&sql, &asked), ["con_1"]);
}

#[test]
fn of_an_erased_contact_the_receipt_is_found_alone() {
    let sql = anna_and_bo();
    let erase = "UPDATE contact SET erased_at = 1 WHERE id = 'con_1'";
    sql.run(erase, values![]).unwrap();
    index(&sql, "con_1").unwrap();
    for text in ["anna", "0401234567", "4711"] {
        assert_eq!(ids(&sql, &asked(text)), [""; 0], "{text}");
    }
    assert_eq!(ids(&sql, &asked("7k3m92qd")), ["con_1"]);
    assert_eq!(page(&sql, &asked("7k3m92qd")).contacts[0].excerpt, "");
}

#[test]
fn indexing_again_changes_nothing_and_a_stranger_is_nobody() {
    let sql = anna_and_bo();
    index(&sql, "con_1").unwrap();
    index(&sql, "con_9").unwrap();
    let rows = sql.run("SELECT rowid FROM contact_text", values![]);
    assert_eq!(rows.unwrap().len(), 2);
}

#[test]
fn the_pages_are_walked_without_sorting() {
    let sql = anna_and_bo();
    for text in ["anna", ""] {
        let mut asked = asked(text);
        asked.before = Some(9);
        let (statement, values) = statement(&asked, words::expression(text));
        let plan = sql.run(&format!("EXPLAIN QUERY PLAN {statement}"), values);
        let lines: Vec<_> = plan
            .unwrap()
            .iter()
            .map(|row| row.text(3).unwrap())
            .collect();
        let sorts = lines.iter().any(|line| line.contains("TEMP B-TREE"));
        assert!(!sorts, "{lines:?}");
    }
}
