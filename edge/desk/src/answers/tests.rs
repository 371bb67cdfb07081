use serde_json::Value as Json;
use shared::{
    api::console::{Count, QuestionAnswers},
    hours::Zone,
};

use super::*;
use crate::{
    sample::{Sample, blank},
    twin::Twin,
};

const PERIOD: Period = Period {
    from: 1_790_000_000_000,
    to: 1_790_000_100_000,
};

fn site() -> Site {
    let topic = json!({ "element": "radio", "name": "topic", "label": { "fi": "Aihe", "en": "<b>Topic</b>" },
        "options": [{ "value": "b", "label": { "fi": "Leipä", "en": "Bread" } }, { "value": "a", "label": "Apples" }] });
    let form = json!([
        { "element": "text", "label": "Hello" },
        { "element": "input", "name": "phone", "label": "Phone" },
        topic,
        { "element": "checkbox", "name": "terms", "label": "I agree" },
        { "element": "textarea", "name": "message" },
        { "element": "input", "name": "never", "label": "Never answered" },
    ]);
    let bot = json!([
        { "name": "begin", "elements": [{ "element": "radio", "name": "topic", "label": "About?",
            "options": [{ "value": "b", "label": "Bread" }, { "value": "c", "label": "Cakes" }] }] },
        { "name": "more", "elements": [{ "element": "textarea", "name": "extra", "label": "More" }] },
        { "name": "end", "elements": [{ "element": "input", "name": "phone", "label": "Your number" }] },
    ]);
    let document = json!({ "langs": ["fi", "en"], "queues": {
        "default": { "closed": { "view": "form", "form": { "questionnaire": form } } },
        "sales": { "closed": { "view": "lightbot", "lightbot": { "questionnaire": bot } } },
    } });
    Site::read(&document, Default::default()).unwrap()
}

fn queues() -> Vec<String> {
    vec!["default".to_owned(), "sales".to_owned()]
}

fn said(answers: Json) -> Sample {
    Sample {
        at: PERIOD.from,
        answers,
        ..Sample::default()
    }
}

fn bot(answers: Json, path: Json) -> Sample {
    Sample {
        queue: "sales",
        view: "lightbot",
        path,
        ..said(answers)
    }
}

fn some() -> Twin {
    let sql = blank();
    let missed = Some("limit_reached");
    let stored = [
        said(json!({ "topic": "a", "message": "first", "terms": "true", "phone": "+358 40" })),
        said(json!({ "topic": "b", "message": "second", "former": "kept", "old_box": "true" })),
        said(json!({ "topic": "gone", "message": "third" })),
        bot(
            json!({ "topic": "c", "extra": "=1+1" }),
            json!(["begin", "more", "more"]),
        ),
        bot(
            json!({ "topic": "b", "phone": "050" }),
            json!(["begin", "end", "once"]),
        ),
        Sample {
            missed,
            ..said(json!({ "topic": "a" }))
        },
        // Not asked for.
        Sample {
            queue: "secret",
            ..said(json!({ "message": "secret" }))
        },
        Sample {
            at: PERIOD.from - 1,
            ..said(json!({ "message": "before" }))
        },
        Sample {
            at: PERIOD.to,
            ..said(json!({ "message": "after" }))
        },
    ];
    for contact in stored {
        contact.store(&sql);
    }
    sql
}

fn counts(counts: &[Count]) -> Vec<(&str, u32)> {
    counts
        .iter()
        .map(|count| (count.name.as_str(), count.count))
        .collect()
}

#[test]
fn answers_are_counted_per_question() {
    let told = answered(&some(), &site(), &PERIOD, &queues(), false).unwrap();
    assert_eq!(told.contacts, 6);
    let heads = told.questions.iter();
    let heads = heads.map(|q| (q.name.as_str(), q.question.as_str(), q.answered));
    let expected = [
        ("phone", "Phone", 2),
        ("topic", "Aihe", 6),
        ("terms", "I agree", 1),
        ("message", "message", 3),
        ("extra", "More", 1),
        ("former", "former", 1),
        ("old_box", "old_box", 1),
    ];
    assert_eq!(heads.collect::<Vec<_>>(), expected);
    let [phone, topic, terms, message, _, former, old_box] = &told.questions[..] else {
        panic!("{told:?}");
    };
    let options = [
        ("Leipä", 1),
        ("Apples", 2),
        ("Bread", 1),
        ("Cakes", 1),
        ("gone", 1),
    ];
    assert_eq!(counts(&topic.counts), options);
    assert_eq!(counts(&terms.counts), [("✓", 1)]);
    assert_eq!(counts(&old_box.counts), [("✓", 1)]);
    assert_eq!(message.texts, ["third", "second", "first"]);
    assert_eq!(phone.texts, ["050", "+358 40"]);
    assert_eq!(former.texts, ["kept"]);
    let free = |q: &&QuestionAnswers| q.counts.is_empty() != q.texts.is_empty();
    assert_eq!(told.questions.iter().filter(free).count(), 7);
    assert_eq!(
        counts(&told.steps),
        [("begin", 2), ("more", 1), ("end", 1), ("once", 1)]
    );
}

#[test]
fn missed_contacts_are_left_out_where_that_is_asked() {
    let told = answered(&some(), &site(), &PERIOD, &queues(), true).unwrap();
    assert_eq!(told.contacts, 5);
    assert_eq!(told.questions[1].answered, 5);
    let nobody = answered(&blank(), &site(), &PERIOD, &queues(), true).unwrap();
    assert_eq!(
        (nobody.contacts, nobody.questions.len(), nobody.steps.len()),
        (0, 0, 0)
    );
}

#[test]
fn of_many_contacts_each_is_counted_once_and_the_latest_texts_are_told() {
    let sql = blank();
    for i in 0..1_203 {
        let queue = if i % 3 == 0 { "secret" } else { "default" };
        Sample {
            queue,
            ..said(json!({ "message": i.to_string() }))
        }
        .store(&sql);
    }
    let told = answered(&sql, &site(), &PERIOD, &queues(), false).unwrap();
    assert_eq!(told.contacts, 802);
    let latest = (0..1_203).rev().filter(|i| i % 3 != 0).take(20);
    let latest: Vec<_> = latest.map(|i: i32| i.to_string()).collect();
    assert_eq!(told.questions[0].texts, latest);
    assert_eq!(rows(&table(&sql)).len(), 803);
}

fn table(sql: &Twin) -> String {
    let zone = Zone::find("Asia/Kathmandu").unwrap();
    answers_csv(sql, &site(), &PERIOD, &zone, &queues(), false).unwrap()
}

/// The cells of a table, read letter by letter as RFC 4180 says.
fn rows(table: &str) -> Vec<Vec<String>> {
    let mut letters = table.strip_prefix('\u{feff}').unwrap().chars().peekable();
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if quoted => quoted = false,
            _ if quoted => cell.push(letter),
            '"' if cell.is_empty() => quoted = true,
            ',' => row.push(std::mem::take(&mut cell)),
            '\r' => {
                assert_eq!(letters.next(), Some('\n'));
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            '"' | '\n' => panic!("stray {letter:?}"),
            _ => cell.push(letter),
        }
    }
    assert!(row.is_empty() && cell.is_empty() && !quoted);
    rows
}

#[test]
fn a_table_has_a_row_for_each_contact_and_a_column_for_each_answer() {
    let sql = some();
    let comment = "UPDATE contact SET comment = 'Called, \"twice\"', page = 'https://acme.example/?a,b', tags = '[\"new\",\"vip\"]', assigned_to = 'eve@acme.example' WHERE id = 'con_6'";
    sql.run(comment, values![]).unwrap();
    let rows = rows(&table(&sql));
    let fixed =
        "receipt time queue status missed_reason view language page assigned_to tags comment";
    let answers = "phone topic terms message extra former old_box";
    let head: Vec<_> = fixed.split(' ').chain(answers.split(' ')).collect();
    assert_eq!(rows[0], head);
    assert!(rows.iter().all(|row| row.len() == head.len()));
    let receipts: Vec<_> = rows[1..].iter().map(|row| row[0].as_str()).collect();
    let expected = [
        "0000-0006",
        "0000-0005",
        "0000-0004",
        "0000-0003",
        "0000-0002",
        "0000-0001",
    ];
    assert_eq!(receipts, expected);
    let first = [
        "0000-0006",
        "2026-09-21T19:58:20+05:45",
        "default",
        "open",
        "limit_reached",
        "form",
        "en",
        "https://acme.example/?a,b",
        "eve@acme.example",
        "new, vip",
        "Called, \"twice\"",
        "",
        "a",
    ];
    assert_eq!(rows[1][..13], first);
    assert_eq!(
        rows[6][11..],
        ["'+358 40", "a", "true", "first", "", "", ""]
    );
}

#[test]
fn no_cell_is_a_formula_and_every_cell_comes_back() {
    let hostile = [
        "=1+1",
        "+358",
        "-5",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "'=1",
        " =1",
        "a,b",
        "\"",
        "a\"\"b",
        "line\nbreak",
        "a\r\nb",
        ",",
        "\n",
        "ä🙂",
        "=HYPERLINK(\"https://evil.example\",\"x\")",
    ];
    let sql = blank();
    for text in hostile {
        said(json!({ "message": text, "=name": "1", "comment": "2" })).store(&sql);
    }
    let table = table(&sql);
    let mut rows = rows(&table);
    let head = rows.remove(0);
    assert_eq!(head[11..], ["message", "'=name", "answers.comment"]);
    rows.reverse();
    assert_eq!(rows.len(), hostile.len());
    for (row, text) in rows.iter().zip(hostile) {
        let danger = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
        let apostrophe = if danger { "'" } else { "" };
        assert_eq!(row[11], format!("{apostrophe}{text}"));
        assert_eq!(row[12..], ["1", "2"]);
    }
}
