//! Patterns against an oracle: the `regex` crate, asked for a match of the whole text.

use proptest::prelude::*;
use shared::pattern::{compile, matches};

/// Patterns that mean the same in JavaScript and in Rust.
fn patterns() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        prop::sample::select(vec![
            "a", "b", "é", "[ab]", "[^a]", "[a-c-]", r"\.", "x?", "^", "$", ""
        ])
        .prop_map(str::to_owned),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(|parts| parts.concat()),
            prop::collection::vec(inner.clone(), 1..4)
                .prop_map(|parts| format!("({})", parts.join("|"))),
            (
                inner.clone(),
                prop::sample::select(vec!["*", "+", "?", "{2}", "{1,3}", "{2,}", "*?"])
            )
                .prop_map(|(part, times)| format!("(?:{part}){times}")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_machine_agrees_with_the_regex_crate(pattern in patterns(), texts in prop::collection::vec("[abcxé.-]{0,8}", 4)) {
        let oracle = regex::Regex::new(&format!("^(?:{pattern})$")).unwrap();
        let program = compile(&pattern).unwrap();
        for text in texts {
            prop_assert_eq!(matches(&program, &text), oracle.is_match(&text), "{} on {:?}", pattern, text);
        }
    }

    #[test]
    fn no_pattern_makes_the_compiler_panic_or_hang(pattern in r"[\PC\\\[\](){}*+?|^$.]{0,40}", text in "\\PC{0,40}") {
        if let Ok(program) = compile(&pattern) {
            let _ = matches(&program, &text);
        }
    }
}
